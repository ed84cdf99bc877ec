// What stands in an entry, in words: names of fields, places, rounds; keys and hashes are for machines.
import { CHOICES, clock, t } from "./dom.js";

export const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

// The closed list that a field's value is from; the same name means other things in other kinds.
const RESULTS = { "owner.visit": "visit", "vehicle.call": "call", "dispute.session": "session_result", "dispute.followup": "followup_result" };
const KINDS = { observation: "observation", "hazard.report": "hazard_kind", "dispute.report": "dispute_kind" };
export const listOf = (kind, name) => ({
  open_parts: CHOICES.part, outcome: kind === "door.visit" ? CHOICES.door_outcome : CHOICES.outcome, explained: CHOICES.fraud, no_app_reason: CHOICES.no_app_reason, proof: CHOICES.proof,
  result: CHOICES[RESULTS[kind]], kind: CHOICES[KINDS[kind]],
})[name] || null;

// What the phone took along of inspections.
const taken = (night, list) => (night.hazards || {})[list] || [];
const found = {
  round: (night, id) => { const round = night && night.round(id); return round ? `${t("round", { n: round.number })} ${clock(round.planned_at)}` : ""; },
  place: (night, id) => { const place = night && (night.placeOf(id) || taken(night, "visits").find((visit) => visit.place === id)); return place ? place.name : ""; },
  hazard: (night, id) => { const one = night && taken(night, "rechecks").find((row) => row.id === id); return one ? one.place || one.number : ""; },
  vehicle: (night, id) => { const car = night && night.vehicle(id); return car ? car.plate || t("no_plate") : ""; },
};

function valueOf(kind, name, value, night) {
  const list = listOf(kind, name);
  if (list) return [value].flat().map((one) => list[one] || one).join("、");
  if (found[name]) return found[name](night, value);
  if (name === "fixes") return t("positions", { n: value.length });
  if (name === "size") return size(value);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return typeof value === "object" ? "" : String(value);
}

// [[name, value]], both in words.
export function said({ kind, data }, night) {
  const rows = [];
  for (const [name, value] of Object.entries(data)) {
    if (name === "changes") {
      for (const part of Object.keys(value)) {
        const [was, now] = [data.base[part], value[part]].map((one) => valueOf(kind, part, one, night) || t("nothing"));
        rows.push([CHOICES.field[part] || part, t("becomes", { was, now })]);
      }
    } else if (CHOICES.field[name] && value !== null && value !== "" && !(/^(people|apps_installed)$/.test(name) && data.kind !== "home_visit")) {
      const words = valueOf(kind, name, value, night);
      if (words) rows.push([CHOICES.field[name], words]);
    }
  }
  if (data.latitude !== null && data.latitude !== undefined && data.accuracy !== null) rows.push([CHOICES.field.position, t("position_within", { n: Math.round(data.accuracy) })]);
  return rows;
}
