import { CHOICES, badge, button, card, clock, h, t } from "../dom.js";
import { field } from "../fields.js";

export function vehicle(app, night, id) {
  const found = night.vehicle(id);
  if (!found) return [h("h1", {}, t("car_open")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const place = night.placeOf(found.place);
  const number = h("input", { inputmode: "tel", autocomplete: "off", maxlength: "30" });
  const talk = h("input", { type: "checkbox", checked: true });
  const photo = h("input", { type: "file", accept: "image/*", capture: "environment", onchange: () => app.addPhotos({ vehicle: found.id }, [...photo.files].map((file) => ({ file }))) });
  const open = !found.outcome;
  return [
    h("h1", {}, found.plate || t("no_plate")),
    h("p", {}, badge(found.outcome ? CHOICES.outcome[found.outcome] : CHOICES.vehicle[found.state], found.outcome.endsWith("_secured") && found.outcome !== "not_secured" ? "good" : found.outcome ? "warn" : "bad"),
      " ", h("span", { class: "soft" }, `${clock(found.found_at)} · ${place ? place.name : t("elsewhere")}`)),
    h("p", {}, found.open_parts.map((part) => [badge(CHOICES.part[part], "warn"), " "]), found.description),
    h("a", { class: "button plain", href: `#edit/${found.id}` }, t("correct")),
    open ? card(h("h2", {}, t("code")), found.code ? h("p", { class: "code" }, found.code) : h("p", { class: "soft" }, t("code_later"))) : null,
    card(h("h2", {}, t("call")),
      found.attempts.length ? h("ul", { class: "list" }, found.attempts.map((attempt) => h("li", {},
        h("span", { class: "clock" }, clock(attempt.at)), h("span", { class: "grow" }, CHOICES.call[attempt.result])))) : null,
      open && found.code && navigator.onLine ? h("a", { class: "button plain", href: `/tonight/vehicles/${found.id}/` }, t("known_numbers")) : null,
      open ? [field(t("number"), number, { help: t("number_help") }),
        h("div", { class: "options" }, Object.entries(CHOICES.call).map(([result, words]) => h("div", {},
          button(words, result === "reached" ? "good" : "", () => app.walk.call(found, result, number.value))))) ] : null),
    open ? card(
      found.waiting_since ? [h("p", { class: "soft" }, t("waiting")), h("p", { class: "big", role: "timer", dataset: { since: found.waiting_since } }, clock(found.waiting_since))]
        : button(t("wait"), "", () => app.tap("vehicle.wait", { vehicle: found.id }, { vehicle: found.id })),
      found.state !== "recheck" ? button(t("leave"), "plain", () => app.tap("vehicle.leave", { vehicle: found.id }, { vehicle: found.id })) : null,
    ) : null,
    open ? card(h("h2", {}, t("close")),
      h("div", { class: "field" }, h("label", { class: "row-label" }, talk, " ", t("talk_given"))),
      Object.entries(CHOICES.outcome).map(([outcome, words]) => button(words, outcome === "owner_secured" ? "good" : "", () => app.walk.close(found, outcome, talk.checked)))) : null,
    night.talks.length && open ? h("details", { class: "card", open: Boolean(found.waiting_since) }, h("summary", {}, t("talk")),
      night.talks.map((entry) => [h("h3", {}, `${entry.topic} · ${entry.title}`), h("ul", {}, entry.lines.map((line) => h("li", {}, line)))])) : null,
    card(h("p", {}, t("photos", { n: found.photos })), field(t("add_photo"), photo, { help: t("photo_help") })),
    h("a", { class: "button", href: `#round/${found.round}` }, t("back_round")),
  ];
}
