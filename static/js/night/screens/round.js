import { CHOICES, badge, button, card, clock, h, t } from "../dom.js";
import { field } from "../fields.js";
import { line } from "../forms.js";
import { sketch } from "../sketch.js";
import { roundBadge, vehicleRow } from "./tonight.js";

export function placeSelect(round, chosen) {
  const select = h("select", {}, h("option", { value: "" }, t("elsewhere")),
    round.places.map((place) => h("option", { value: String(place.id) }, place.name)));
  select.value = chosen === undefined || chosen === null ? "" : String(chosen);
  return select;
}

function placeRow(app, round, place, number) {
  const passed = round.passes[place.id];
  const stay = round.stay[place.id];
  let right = badge(t("not_passed"));
  if (passed) right = badge(`${clock(passed.at)} ${CHOICES.proof[passed.proof] || ""}`, "good");
  else if (round.status === "in_progress") {
    right = h("details", { class: "by-hand" }, h("summary", { "aria-label": `${t("by_hand")}: ${place.name}` }, t("by_hand")),
      h("p", { class: "small" }, t("passed_why")),
      CHOICES.hand_reasons.map((reason) => button(reason, "plain", () => app.walk.pass(round, place, "hand", { reason }))));
  }
  return h("li", {}, h("span", { class: "number" }, String(number)), h("span", { class: "grow" }, place.name, h("br"),
    h("span", { class: "small soft" }, [place.kind, stay ? t("stay", { n: Math.round(stay) }) : ""].filter(Boolean).join(" · "))),
  h("a", { class: "hazard-here", href: `#hazard/${place.id}`, "aria-label": `${t("hazard_here")}: ${place.name}` }, t("hazard_here")), right);
}

export async function round(app, night, id) {
  const found = night.round(id);
  if (!found) return [h("h1", {}, t("round_over")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const running = found.status === "in_progress";
  const here = app.walk.here(found);
  const select = placeSelect(found, here);
  select.addEventListener("change", () => app.walk.setHere(found, select.value));
  const cars = night.vehicles.filter((vehicle) => vehicle.round === found.id);
  const breaking = await app.phone.draft(`abort/${found.id}`, { reason: "" });
  const reason = line(breaking, "reason", { id: "reason" });
  return [
    h("h1", {}, t("round", { n: found.number }), " ", h("span", { class: "clock" }, clock(found.planned_at))),
    h("p", {}, roundBadge(found), " ", found.started_at ? h("span", { class: "soft" }, `${clock(found.started_at)} ${CHOICES.start[found.start_kind] || ""}`) : null),
    card(h("div", { class: "tally", role: "status" }, h("span", { class: "big", id: "tally" }, String(found.tried)), h("span", { class: "soft" }, t("cars_tried")))),
    running ? card(
      field(t("where"), select),
      night.officer.may_check ? h("div", { class: "counter" },
        button(t("secure"), "good plus", () => app.walk.secure(found, select.value), { id: "plus" }),
        h("a", { class: "button warn", href: `#found/${found.id}` }, t("open"))) : null,
    ) : null,
    cars.length ? card(h("h2", {}, t("cars_found")), h("ul", { class: "list" }, cars.map((vehicle) => vehicleRow(night, vehicle)))) : null,
    card(h("h2", {}, t("places")), sketch(night.villages, found.places, found.passes, app.point()),
      h("p", { class: "map-note" }, t("illustrative")), running ? h("a", { class: "button", href: "#camera" }, t("scan")) : null,
      h("ol", { class: "list places" }, found.places.map((place, index) => placeRow(app, found, place, index + 1)))),
    running ? [
      h("a", { class: "button", href: "#hazard" }, t("hazard_report")),
      h("a", { class: "button plain", href: "#note" }, t("write_down")),
      button(t("finish"), "primary", () => app.walk.finish(found)),
      h("details", {}, h("summary", {}, t("break_off")), field(t("why"), reason),
        button(t("break_off"), "warn", () => breaking.value.reason.trim() ? app.walk.abort(found, breaking) : reason.focus())),
    ] : h("a", { class: "button", href: "#" }, t("tonight")),
  ];
}
