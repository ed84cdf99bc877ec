// The doors of tonight's villages as the phone knows them: what the station said, and on top of it what was logged here. Pure.
const GONE = new Set(["replaced", "dropped", "refused", "taken", "clash"]);
const DAY = 86400000;
const ZONE = 8 * 3600000; // days are those of Shanghai

export const dayOf = (moment) => Math.floor((Number(new Date(moment)) + ZONE) / DAY);
export const dateOf = (day) => day * DAY - ZONE + DAY / 2;

const AFTER = { talked: "visited", not_home: "not_home", refused: "refused", left: "left" };

function logged(village, record) {
  const { household, group, door } = record.data;
  return village.rows.find((row) => (household ? row.key === household : row.group === group && row.door === door));
}

// [{id, name, rows: [{key, group, door, state, last, adults, registered, tonight, here}]}]; `last`: days since 1970 or 0;
// `here`: logged on this phone. A door noted on the spot has no key until the station has it.
export function doorsOf(doors, records) {
  const order = new Map(doors.tonight.map((key, index) => [key, index]));
  const villages = doors.villages.map(({ id, name, rows }) => ({
    id, name, rows: rows.map(([key, group, door, state, last, adults, registered]) => ({
      key, group, door, state, last, adults, registered, tonight: rank(order, key), here: false,
    })),
  }));
  for (const record of records) {
    if (record.kind !== "door.visit" || !record.data || GONE.has(record.state)) continue;
    const village = villages.find(({ id }) => id === record.data.village);
    if (!village) continue;
    let row = logged(village, record);
    if (!row) {
      row = { key: record.data.household, group: record.data.group, door: record.data.door, state: "new", last: 0, adults: record.data.adults || 1, registered: 0, tonight: -1, here: false };
      if (!row.door) continue; // a door that the station gave up meanwhile
      village.rows.push(row);
    }
    apply(row, record);
  }
  return villages;
}

function rank(order, key) {
  for (const [whole, index] of order) if (whole.startsWith(key)) return index;
  return -1;
}

function apply(row, { data, happened_at: at }) {
  const day = dayOf(at);
  if (day < row.last) return; // somebody was there since
  row.here = true;
  row.state = data.needs_help ? "help" : AFTER[data.outcome];
  if (data.outcome === "talked") row.last = day;
  if (data.adults) { row.adults = data.adults; row.registered = data.registered; }
}

// Until which day they are left in peace after the last talk; 0 if they may be visited.
export const tooSoon = (row, again, now) => (row.last && dayOf(now) < row.last + again + 1 ? row.last + again + 1 : 0);

// What is planned for tonight and not done yet, in the order of the plan.
export const planned = (village) => village.rows.filter((row) => row.tonight >= 0 && !row.here).sort((one, other) => one.tonight - other.tonight);

// [[group, rows]] in the order of the groups.
export function groups(village) {
  const found = new Map();
  for (const row of village.rows.filter(({ state }) => state !== "left")) found.set(row.group, [...(found.get(row.group) || []), row]);
  return [...found].sort(([one], [other]) => one - other);
}

// What was explained last on this phone tonight, else what the station remembers: the same talk goes from door to door.
export function lastExplained(doors, records, now) {
  const mine = records.filter((record) => record.kind === "door.visit" && record.data && record.data.explained.length && now - new Date(record.happened_at) < DAY / 2);
  return mine.length ? mine[mine.length - 1].data.explained : doors.explained;
}

// What is mended may be of a village that is not on the phone any more: then the entry itself says which door it was.
const asWritten = (data) => ({ key: data.household, group: data.group, door: data.door, state: "new", last: 0, adults: data.adults || 1, registered: data.registered || 0 });

// {village, row}: from the address (`7-0a1b2c3d`, `7-new`) or from an entry that is mended.
export function find(villages, id, old) {
  const [place, key] = old ? [old.data.village, old.data.household || "new"] : id.split("-");
  const village = villages.find((found) => found.id === Number(place)) || (old ? { id: old.data.village, name: "" } : null);
  if (!village) return {};
  if (key !== "new") return { village, row: (village.rows || []).find((found) => found.key === key) || (old ? asWritten(old.data) : null) };
  return { village, row: { key: null, group: 0, door: "", state: "new", last: 0, adults: 1, registered: 0 } };
}
