// What is to be visited by checklist and looked at a second time, as far as the phone took it along.
import { badge, card, day, h, t } from "../dom.js";
import { BAD, written } from "../reports.js";
import { until } from "./village.js";

// What was written down here since the list was made, by the key that `of` names.
function here(app, night, kind, of) {
  const fresh = written(app.records(), kind).filter(({ state, happened_at: at }) => !BAD.has(state) && (state !== "applied" || Date.parse(at) > Date.parse(night.taken_at)));
  return new Set(fresh.map(({ data }) => data[of]));
}

// What is stored here already is not opened once more.
const row = (href, name, stored, marks, line) => h("li", {}, h(stored ? "div" : "a", stored ? { class: "grow" } : { class: "row-link", href }, h("span", { class: "grow" },
  h("strong", {}, name), h("span", { class: "line" }, marks), h("span", { class: "small soft line" }, line))));

export function inspections(app, night) {
  const { visits, rechecks } = night.hazards || { visits: [], rechecks: [] };
  const [visited, looked] = [here(app, night, "inspection.done", "inspection"), here(app, night, "hazard.recheck", "hazard")];
  const now = app.time();
  const late = (moment) => (Date.parse(moment) <= now ? badge(t("is_late"), "bad") : null);
  const stored = badge(t("stored_here"), "good");
  return [
    h("h1", {}, t("my_inspections")),
    card(h("h2", {}, t("to_recheck")), rechecks.length ? h("ul", { class: "list reports" }, rechecks.map((found) => row(`#recheck/${found.id}`, found.place || found.number, false,
      looked.has(found.id) ? stored.cloneNode(true) : [badge(found.level_words, { critical: "bad", high: "warn" }[found.level] || ""), late(found.due_at)],
      `${found.kind_words} · ${until(found.due_at)}`))) : h("p", { class: "soft" }, t("nothing_to_recheck"))),
    card(h("h2", {}, t("to_visit")), visits.length ? h("ul", { class: "list reports" }, visits.map((visit) => row(`#inspect/${visit.id}`, visit.name, visited.has(visit.id),
      visited.has(visit.id) ? stored.cloneNode(true) : [badge(t("planned_on", { day: day(`${visit.due_on}T12:00:00+08:00`) })), late(`${visit.due_on}T23:59:59+08:00`)],
      [visit.kind_words, visit.village].filter(Boolean).join(" · ")))) : h("p", { class: "soft" }, t("nothing_to_visit"))),
    h("a", { class: "button plain", href: "#" }, t("done")),
  ];
}
