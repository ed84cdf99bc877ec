// A visit by checklist: what it must say, and the record it becomes. Pure.
export const WRONG = "not_ok";

// What lies in a refused entry, as the form has it; and what the station said, by the names of the form.
export const typed = ({ data }) => ({ ...data, found: Object.fromEntries(data.found.map(({ item, ...rest }) => [item, { ...rest, until: rest.until || "" }])) });
export function saidOf({ data, errors }) {
  return Object.fromEntries(Object.entries(errors).map(([name, words]) => {
    const [, index, part] = name.match(/^found\.(\d+)\.(\w+)/) || [];
    return [part && data.found[index] ? `${data.found[index].item}_${part}` : name, words];
  }));
}

// The visit of a refused entry that the phone's list no longer has, as far as the entry tells.
export const visitOf = ({ data, errors }) => ({
  id: data.inspection, place: data.place, version: data.version, name: "", kind_words: "", village: "", home: data.consent !== "not_needed" || Boolean(errors.consent),
});

export const enters = ({ shut, consent }) => !shut && consent !== "refused";

// What is still missing, by field, as keys of texts. `seen`: items of which there is a picture.
export function missingOf(value, items, home, seen, t = (key) => key) {
  const found = {};
  if (home && !value.shut && !value.consent) found.consent = t("home_consent_missing");
  if (!enters(value)) return found;
  for (const { code } of items) {
    if (!value.answers[code]) found[code] = t("answer_missing");
    else if (value.answers[code] === WRONG && !seen.has(code) && !((value.found[code] || {}).words || "").trim()) found[`${code}_words`] = t("not_in_order_missing");
  }
  return found;
}

// The record's data: a place that was not entered has no answers, what is in order no words.
export function dataOf(value, visit, version, items, seePhoto) {
  const entered = enters(value);
  const wrong = entered ? items.filter(({ code }) => value.answers[code] === WRONG) : [];
  return {
    place: visit.place, inspection: visit.id, version: Number(version),
    answers: entered ? Object.fromEntries(items.map(({ code }) => [code, value.answers[code]])) : {},
    found: wrong.map(({ code, level }) => {
      const { words = "", level: chosen = level, way = "", until = "" } = value.found[code] || {};
      return { item: code, words: words.trim() || seePhoto, level: chosen, way, until: way === "deadline" && until ? until : null };
    }),
    shut: value.shut, consent: visit.home && !value.shut ? value.consent : "not_needed", words: value.words.trim(),
  };
}
