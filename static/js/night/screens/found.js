import { DIGITS, LETTERS, PROVINCES, SUFFIXES, pageFor, press } from "../../plate_state.js";
import { CHOICES, button, day, h, t } from "../dom.js";
import { field, tiles } from "../fields.js";
import { pictures } from "../forms.js";
import { placeSelect } from "./round.js";

// Only what differs is sent, with what stood there: two officers who correct the same thing are both heard.
const EDITED = ["plate", "open_parts", "description"];
function correct(app, car, data) {
  const differs = EDITED.filter((name) => JSON.stringify([data[name]].flat().sort()) !== JSON.stringify([car[name]].flat().sort()));
  if (!differs.length) return true;
  const of = (row) => Object.fromEntries(differs.map((name) => [name, row[name]]));
  return app.add("vehicle.edit", { vehicle: car.id, base: of(car), changes: of(data) }, { vehicle: car.id });
}

// How often this plate was found open before, and when last.
const known = async (app, night, plate) => (night.plates ? night.plates[await app.phone.plateHash(night.plate_key, plate)] : null);

function plateKeys(input, changed) {
  const keys = h("div", { class: "keys", role: "group", "aria-label": t("keys") });
  let typed = false;
  const key = (value, words, wide, label) => button(words, "", () => {
    if (value === "type") { input.removeAttribute("inputmode"); typed = true; input.focus(); return; }
    const page = pageFor(input.value);
    input.value = press(input.value, value);
    changed();
    if (pageFor(input.value) !== page) draw();
  }, { class: wide ? "wide" : null, "aria-label": label });
  function draw() {
    const shown = pageFor(input.value) === "province" ? PROVINCES : [...DIGITS, ...LETTERS, ...SUFFIXES];
    keys.replaceChildren(...shown.map((letter) => key(letter, letter)),
      key("back", "⌫", true, t("back")), key("clear", "✕", true, t("clear")), key("type", "⌨", true, t("type")));
  }
  input.setAttribute("inputmode", "none");
  input.addEventListener("input", () => { changed(); if (typed) draw(); });
  draw();
  return keys;
}

// The form of a car found open; also mends a refused one (`mend`: the record) and corrects a stored one (`car`). Draft
// saved at every change.
export async function found(app, night, roundId, mend = null, car = null) {
  const round = night.round(roundId);
  const old = mend ? mend.data : car;
  if (!round || (round.status !== "in_progress" && !old)) return [h("h1", {}, t("round_over")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const prefix = night.station.plate_prefix;
  const draftKey = old ? `mend/${(mend || car).id}` : `found/${round.id}`;
  const kept = await app.phone.draft(draftKey, old || {});
  const draft = kept.value;
  const errors = mend ? mend.errors : {};
  const plate = h("input", { autocomplete: "off", autocapitalize: "characters", maxlength: "40" });
  plate.value = draft.plate || prefix;
  const hint = h("div", { class: "notice warn", role: "status", hidden: true });
  const select = placeSelect(round, draft.place === undefined ? app.walk.here(round) : draft.place);
  const description = h("input", { maxlength: "200" });
  description.value = draft.description || "";
  const parts = tiles(t("parts"), CHOICES.part, { many: true, chosen: draft.open_parts || [], error: errors.open_parts, onchange: () => save() });
  const read = () => ({
    round: round.id, place: select.value ? Number(select.value) : null, plate: plate.value === prefix ? "" : plate.value,
    open_parts: parts.value(), description: description.value.trim(),
  });
  const save = () => kept.set(read());
  const look = async () => {
    save();
    const times = plate.value.length > 4 ? await known(app, night, plate.value) : null;
    hint.hidden = !times;
    if (times) hint.textContent = `${t("known", { n: times[0], day: day(times[1]) })} ${times[0] >= 2 ? t("visit_suggested") : ""}`;
  };
  for (const input of [select, description]) input.addEventListener("change", save);
  const wrong = h("div", { class: "errorlist", role: "alert" });
  const store = button(car ? t("store") : t("store_call"), "primary", async () => {
    const data = read();
    if (!data.open_parts.length) {
      wrong.replaceChildren(h("p", {}, `▲ ${t("choose_part")}`));
      parts.element.scrollIntoView({ block: "center" });
      return;
    }
    store.disabled = true;
    const record = car ? await correct(app, car, data) : await app.walk.foundCar(round, data, kept.pictures, mend);
    store.disabled = false;
    if (!record) return;
    await kept.drop();
    location.replace(mend ? "#entries" : `#vehicle/${(car || record).id}`);
  });
  if (plate.value !== prefix) look();
  return [
    h("h1", {}, car ? t("correct") : t("car_open")), car ? null : h("p", { class: "notice" }, t("reminder")),
    errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null,
    field(t("plate"), plate, { help: t("plate_help"), error: errors.plate }), plateKeys(plate, look), hint,
    parts.element, wrong, car ? null : field(t("place"), select, { error: errors.place }),
    field(t("description"), description, { help: t("no_names"), error: errors.description }),
    old ? null : pictures(app, kept, t("photo"), { help: t("photo_help") }), store,
  ];
}
