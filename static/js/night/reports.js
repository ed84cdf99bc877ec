// What a cadre reports, and what became of it: the station's rows, and on top of them what still lies here. Pure.
export const LEVELS = ["low", "medium", "high", "critical"];
const GONE = new Set(["replaced", "dropped"]);
const BAD = new Set(["refused", "taken", "clash"]);
const ALIKE_WITHIN = 30 * 24 * 3600 * 1000;
const rank = (level) => LEVELS.indexOf(level);

// As disputes/rules.level_with: each sign has a least level, two of them are red. Never lowers.
export function raised(level, signals, least) {
  const found = [level, ...signals.map((signal) => least[signal] || "low")];
  if (new Set(signals).size > 1) found.push("critical");
  return found.reduce((one, other) => (rank(other) > rank(one) ? other : one));
}

// What is still missing, by field, as keys of texts. `part`: "words", "level" or "all".
export function faults(value, pictures, part, t = (key) => key) {
  const found = {};
  const all = part === "all";
  if (all && !value.kind) found.kind = t("kind_missing");
  if ((all || part === "words") && !value.words.trim() && !pictures) found.words = t("words_missing");
  if ((all || part === "level") && !value.level && !value.signals.length) found.level = t("level_missing");
  if (all) {
    if (!value.village) found.village = t("village_missing");
    value.parties.forEach((party, index) => {
      if (party.is_minor) return;
      const phone = party.phone.replace(/[\s\-()]/g, "");
      if (phone && !/^(\+?86)?1[3-9]\d{9}$|^0\d{9,11}$|^\d{7,8}$/.test(phone)) found[`parties.${index}.phone`] = t("phone_wrong");
    });
  }
  return found;
}

// The record's data: persons of whom nothing is known are left out.
export function dataOf(value, least, seePhoto) {
  return {
    village: value.village, kind: value.kind, level: value.level || raised("low", value.signals, least), signals: value.signals,
    words: value.words.trim() || seePhoto, place_words: value.place_words.trim(), latitude: value.latitude, longitude: value.longitude, accuracy: value.accuracy,
    parties: value.parties.map(({ name, phone, role, is_minor: minor = false }) => (
      minor ? { name: "", phone: "", role, is_minor: true } : { name: name.trim(), phone: phone.trim(), role, is_minor: false }))
      .filter(({ name, phone, is_minor: minor }) => name || phone || minor),
    same_as: value.same_as,
  };
}

// Open disputes that may be the same: the same village, not long ago, and the same kind or one of the same people.
// `names`: keyed hashes of the names typed so far, as the station's rows carry them.
export function alike(value, rows, now, names = []) {
  const wanted = new Set(names);
  return rows.filter((row) => row.village_id === value.village && now - Date.parse(row.reported_at) < ALIKE_WITHIN
    && (row.kind === value.kind || (row.names || []).some((name) => wanted.has(name)))).slice(0, 5);
}

// Of an entry that mends another: the key of the first try, by which the station knows what it made.
export function rootOf(records, record) {
  const all = records instanceof Map ? records : new Map(records.map((row) => [row.id, row]));
  let root = record;
  for (let steps = 0; root.replaces && all.has(root.replaces) && steps < 20; steps += 1) root = all.get(root.replaces);
  return root.replaces || root.id;
}

// The station's reports, the latest first, with those before them that it does not list yet.
export function reportsOf(rows, records) {
  const all = new Map(records.map((record) => [record.id, record]));
  const known = new Set(rows.flatMap((row) => [row.id, ...(row.reports || [])]));
  const local = records.filter((record) => record.kind === "dispute.report" && !record.unreadable && !GONE.has(record.state)
    && !known.has(rootOf(all, record)));
  return [
    ...local.map((record) => ({
      id: record.id, local: true, number: (record.made || {}).number || "", state: record.state, bad: BAD.has(record.state),
      kind: record.data.kind, level: record.data.level, village_id: record.data.village, reported_at: record.happened_at, words: record.data.words,
    })).reverse(),
    ...[...rows].sort((one, other) => Date.parse(other.reported_at) - Date.parse(one.reported_at)),
  ];
}

// Whether something happened to it since it was looked at last. `looked`: dispute -> time.
export const moved = (row, looked) => Boolean(row.moved_at) && Date.parse(row.moved_at) > Date.parse(looked[row.id] || row.reported_at);

// What somebody mediates, with what lies here of it: sessions not sent yet, visits made already. The soonest due first.
export function mediationsOf(rows, records) {
  const mine = (kind) => records.filter((record) => record.kind === kind && !record.unreadable && !GONE.has(record.state) && !BAD.has(record.state));
  const sessions = mine("dispute.session");
  const made = new Set(mine("dispute.followup").map((record) => record.data.followup));
  return rows.map((row) => {
    const known = new Set((row.sessions || []).map((session) => session.id));
    return {
      ...row,
      waiting: sessions.filter((record) => record.data.dispute === row.id && !known.has(record.id)),
      followups: (row.followups || []).filter((visit) => !made.has(visit.id)),
    };
  }).sort((one, other) => String(one.due ? one.due.at : "9").localeCompare(String(other.due ? other.due.at : "9")));
}
