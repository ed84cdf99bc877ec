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
      const phone = party.phone.replace(/[\s\-()]/g, "");
      if (phone && !/^(\+?86)?1[3-9]\d{9}$|^0\d{9,11}$|^\d{7,8}$/.test(phone)) found[`parties.${index}.phone`] = t("phone_wrong");
    });
  }
  return found;
}

// The record's data: persons of whom nothing is known are left out.
export function dataOf(value, least = {}) {
  return {
    village: value.village, kind: value.kind, level: raised(value.level || "low", value.signals, least), signals: value.signals,
    words: value.words.trim(), place_words: value.place_words.trim(), latitude: value.latitude, longitude: value.longitude, accuracy: value.accuracy,
    parties: value.parties.map(({ name, phone, role }) => ({ name: name.trim(), phone: phone.trim(), role })).filter(({ name, phone }) => name || phone),
    same_as: value.same_as,
  };
}
