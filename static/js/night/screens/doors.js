// The doors of tonight's villages: those planned for now first, all others by group. No names, no telephones.
import { CHOICES, badge, card, day, h, t } from "../dom.js";
import { dateOf, doorsOf, groups, planned } from "../doors.js";
import { field } from "../fields.js";

const TONES = { new: "", visited: "good", earlier: "info", not_home: "warn", refused: "bad", help: "warn", left: "" };
export const doorBadge = (row) => badge(CHOICES.door_state[row.state] || row.state, TONES[row.state]);
export const doorName = (row) => (row.group ? `${t("door_group", { n: row.group })} ${row.door}` : row.door);
const address = (village, row) => `#door/${village.id}-${row.key}`;

function doorRow(village, row) {
  const inside = h("span", { class: "grow" }, h("strong", {}, doorName(row)),
    h("span", { class: "line" }, doorBadge(row), row.here ? badge(t("door_here"), "info") : null),
    row.last ? h("span", { class: "small soft line" }, t("door_last", { day: day(dateOf(row.last)) })) : null);
  return h("li", {}, row.key ? h("a", { class: "row-link", href: address(village, row) }, inside) : inside);
}

export async function doors(app, night, id) {
  if (!night.doors || !night.doors.villages.length) return [h("h1", {}, t("doors")), h("p", { class: "soft" }, t("doors_none")), h("a", { class: "button", href: "#" }, t("home"))];
  const villages = doorsOf(night.doors, app.records());
  const village = villages.find((found) => found.id === Number(id)) || villages.find((found) => planned(found).length) || villages[0];
  const now = planned(village);
  const choice = h("select", { onchange: () => { location.hash = `#doors/${choice.value}`; } }, villages.map((found) => h("option", { value: String(found.id) }, planned(found).length ? `${found.name} · ${planned(found).length}` : found.name)));
  choice.value = String(village.id);
  const done = village.rows.filter((row) => row.here).length;
  return [
    h("h1", {}, village.name),
    villages.length > 1 ? field(t("village"), choice) : null,
    h("p", { class: "soft", role: "status" }, t("doors_done", { n: done })),
    card(h("h2", {}, t("doors_tonight")), now.length ? h("ul", { class: "list reports" }, now.map((row) => doorRow(village, row))) : h("p", { class: "soft" }, t("doors_tonight_none"))),
    h("a", { class: "button", href: `#door/${village.id}-new` }, t("door_other")),
    groups(village).map(([group, rows]) => h("details", { class: "card" },
      h("summary", {}, group ? t("door_group", { n: group }) : t("door_no_group"), " · ", t("doors_visited", { n: rows.filter(({ state }) => state === "visited").length, of: rows.length })),
      h("ul", { class: "list reports" }, rows.map((row) => doorRow(village, row))))),
    h("a", { class: "button", href: "#" }, t("home")),
  ];
}
