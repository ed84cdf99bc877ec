// What became of what was reported and mediated: the station's rows, and on top of them what still lies here. Pure.
const GONE = new Set(["replaced", "dropped"]);
export const BAD = new Set(["refused", "taken", "clash"]);
// What the reporter did is no news to the reporter.
const OWN = new Set(["reported", "words", "photo", "joined"]);

// Of an entry that mends another: the key of the first try, by which the station knows what it made.
export function rootOf(records, record) {
  const all = records instanceof Map ? records : new Map(records.map((row) => [row.id, row]));
  let root = record;
  for (let steps = 0; root.replaces && all.has(root.replaces) && steps < 20; steps += 1) root = all.get(root.replaces);
  return root.replaces || root.id;
}

export const written = (records, kind) => records.filter((record) => record.kind === kind && !record.unreadable && !GONE.has(record.state));

// The station's reports, the latest first, and above them those that it does not list yet.
export function reportsOf(mine, records) {
  const known = new Set(mine.map((row) => row.id));
  const local = written(records, "dispute.report").filter((record) => !known.has(rootOf(records, record)));
  return [
    ...local.map((record) => ({
      id: record.id, local: true, number: (record.made || {}).number || "", state: record.state, bad: BAD.has(record.state),
      kind: record.data.kind, level: record.data.level, reported_at: record.happened_at, words: record.data.words,
    })).reverse(),
    ...[...mine].sort((one, other) => Date.parse(other.reported_at) - Date.parse(one.reported_at)),
  ];
}

// When somebody else last moved it, or nothing.
export function movedAt(row) {
  const times = row.lines.filter(({ verb }) => !OWN.has(verb)).map(({ at }) => Date.parse(at));
  return times.length ? Math.max(...times) : null;
}

// Whether something happened to it since it was looked at last. `looked`: report -> milliseconds.
export const moved = (row, looked) => movedAt(row) !== null && movedAt(row) > (looked[row.id] || 0);

// What somebody mediates, with what lies here of it: meetings and visits that the station's list does not know yet.
// Visits to make first, then the soonest due.
export function tasksOf(tasks, records, takenAt) {
  const fresh = (kind) => written(records, kind).filter((record) => !BAD.has(record.state)
    && (record.state !== "applied" || Date.parse(record.happened_at) > Date.parse(takenAt)));
  const of = (rows, id) => rows.filter((record) => record.data.dispute === id);
  const [sessions, visits] = [fresh("dispute.session"), fresh("dispute.followup")];
  return tasks.map((row) => ({
    ...row, waiting: of(sessions, row.id), visited: of(visits, row.id).length > 0,
    may_meet: ["assigned", "mediating"].includes(row.status), visit: row.status === "settled" ? row.visit_on : null,
  })).sort((one, other) => String(one.due_at || "9").localeCompare(String(other.due_at || "9")));
}
