// What a cadre's report must hold, how urgent it is, and what may be the same one. Pure.
import { BAD, rootOf, written } from "./reports.js";

export const LEVELS = ["low", "medium", "high", "critical"];
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

// Each name typed with the key of the village it is reported for; none under a bundle of before villages had keys.
export function namesOf(value, villages) {
  const { key } = villages.find(({ id }) => id === value.village) || {};
  return key ? value.parties.filter(({ name, is_minor: minor }) => name.trim() && !minor).map(({ name }) => [key, name]) : [];
}

// What may be the same one: in the same village, of the same kind or with one of the same people; shared people first.
// `names`: keyed hashes of the names typed so far, as the station's rows carry them. What lies here counts too.
export function alike(value, nearby, records, now, names = []) {
  const wanted = new Set(names);
  const known = new Set(nearby.map((row) => row.id));
  const here = written(records, "dispute.report").filter((record) => !BAD.has(record.state) && !record.data.same_as
    && !known.has(rootOf(records, record)) && now - Date.parse(record.happened_at) < ALIKE_WITHIN).map((record) => ({
    id: rootOf(records, record), village: record.data.village, kind: record.data.kind, day: record.happened_at, place: record.data.place_words,
    latitude: record.data.latitude, longitude: record.data.longitude, open: true, people: [], own: true,
  }));
  const shared = (row) => row.people.filter((name) => wanted.has(name)).length;
  return [...here, ...nearby].filter((row) => row.village === value.village && (shared(row) || (row.kind === value.kind && row.open)))
    .sort((one, other) => shared(other) - shared(one)).slice(0, 5).map((row) => ({ ...row, shared: shared(row) }));
}
