import { CHOICES, badge, button, card, clock, h, t } from "../dom.js";
import { field } from "../fields.js";
import { bind, line } from "../forms.js";

const talkCard = (entry) => [h("h3", {}, `${entry.topic} · ${entry.title}`), h("ul", {}, entry.lines.map((line) => h("li", {}, line)))];
// About cars first; the rest is a tap away.
function talks(entries, open) {
  const here = entries.some((entry) => entry.cars) ? entries.filter((entry) => entry.cars) : entries.slice(0, 1);
  const others = entries.filter((entry) => !here.includes(entry));
  return h("details", { class: "card", open }, h("summary", {}, t("talk")), here.map(talkCard),
    others.length ? h("details", {}, h("summary", {}, t("talk_more")), others.map(talkCard)) : null);
}

export async function vehicle(app, night, id) {
  const found = night.vehicle(id);
  if (!found) return [h("h1", {}, t("car_open")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const place = night.placeOf(found.place);
  const calling = await app.phone.draft(`call/${found.id}`, { number: "" });
  const closing = await app.phone.draft(`close/${found.id}`, { talk: true });
  const number = line(calling, "number", { inputmode: "tel", maxlength: "30", id: "number" });
  const talk = bind(closing, "talk", h("input", { type: "checkbox", id: "talk" }));
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
          button(words, result === "reached" ? "good" : "", () => app.walk.call(found, result, calling))))) ] : null),
    open ? card(
      found.waiting_since ? [h("p", { class: "soft" }, t("waiting")), h("p", { class: "big", role: "timer", dataset: { since: found.waiting_since } }, clock(found.waiting_since))]
        : button(t("wait"), "", () => app.tap("vehicle.wait", { vehicle: found.id }, { vehicle: found.id })),
      found.state !== "recheck" ? button(t("leave"), "plain", () => app.tap("vehicle.leave", { vehicle: found.id }, { vehicle: found.id })) : null,
    ) : null,
    open ? card(h("h2", {}, t("close")),
      h("div", { class: "field" }, h("label", { class: "row-label" }, talk, " ", t("talk_given"))),
      Object.entries(CHOICES.outcome).map(([outcome, words]) => button(words, outcome === "owner_secured" ? "good" : "", () => app.walk.close(found, outcome, closing)))) : null,
    night.talks.length && open ? talks(night.talks, Boolean(found.waiting_since)) : null,
    card(h("p", {}, t("photos", { n: found.photos })), field(t("add_photo"), photo, { help: t("photo_help") })),
    h("a", { class: "button", href: `#round/${found.round}` }, t("back_round")),
  ];
}
