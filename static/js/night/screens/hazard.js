// A hazard is reported where it is seen: the kind, and a photo or a few words. Where, the phone knows from the round.
import { CHOICES, button, h, t } from "../dom.js";
import { area, asked, bind, pictures, positionButton, refuse } from "../forms.js";
import { makeBearing } from "../bearing.js";
import { rootOf } from "../reports.js";
import { symbol } from "../symbols.js";
import { once, pointData } from "../track.js";

const bearing = makeBearing();

export async function hazard(app, night, place, old = null) {
  const round = night.running;
  const start = { kind: "", level: "medium", words: "", place: null, latitude: null, longitude: null, accuracy: null };
  const draft = await app.phone.draft(old ? `mend/${old.id}` : "hazard", { ...start, ...(old ? old.data : {}) });
  // Opened from a place: that one, unless the form lies here half filled.
  const preset = Number(place) || (round ? app.walk.here(round) : null);
  if (!old && !draft.kept && preset) draft.value.place = preset;
  const errors = old ? old.errors : {};
  bearing.start();
  const until = () => { if (location.hash !== shown) { bearing.stop(); removeEventListener("hashchange", until); } };
  const shown = location.hash;
  addEventListener("hashchange", until);

  const point = () => (app.point() ? pointData(app.point()) : pointData(draft.value.latitude === null ? null : draft.value));
  const knows = () => {
    const found = bearing.now();
    const { latitude, longitude, accuracy } = point();
    return { latitude, longitude, accuracy, ...(found === null ? {} : { bearing: found }) };
  };
  // Asked for once, silently: where there is no round there is no watch either.
  if (!old && !app.point() && draft.value.latitude === null) {
    once().then((found) => { if (found && !draft.value.asked) draft.set({ ...pointData(found), asked: true }); });
  }
  const select = bind(draft, "place", h("select", {}, h("option", { value: "" }, t("elsewhere")),
    night.places.map(({ id, name }) => h("option", { value: String(id) }, name))), { parse: (value) => (value ? Number(value) : null) });
  select.value = draft.value.place === null ? "" : String(draft.value.place);
  const kinds = Object.entries(CHOICES.hazard_kind).map(([value, words]) => h("button", {
    type: "button", "aria-pressed": String(draft.value.kind === value), class: draft.value.kind === value ? "on" : null,
    onclick(event) {
      draft.set({ kind: value });
      for (const other of event.currentTarget.parentElement.children) {
        const on = other === event.currentTarget;
        other.classList.toggle("on", on);
        other.setAttribute("aria-pressed", String(on));
      }
    },
  }, symbol(value, 32), h("span", {}, words)));
  const levels = h("select", {}, Object.entries(CHOICES.hazard_level).map(([value, words]) => h("option", { value }, words)));
  bind(draft, "level", levels);
  const wrong = h("ul", { class: "errorlist", role: "alert", hidden: !errors.kind, dataset: { of: "kind" } }, errors.kind ? h("li", {}, errors.kind) : null);
  const form = h("div", {},
    night.places.length ? asked("place", t("place"), select, { error: errors.place }) : positionButton(app, draft),
    h("div", { class: "field" }, h("h2", { id: "hazard-kinds" }, t("hazard_what")), wrong,
      h("div", { class: "pictiles three", role: "group", "aria-labelledby": "hazard-kinds" }, kinds)),
    pictures(app, draft, t("photo_add"), { help: t("hazard_photo_help"), knows, onopen: bearing.ask }),
    asked("words", t("hazard_words"), area(draft, "words", { rows: "3" }), { help: t("dictate"), error: errors.words }),
    asked("level", t("hazard_level"), levels, { error: errors.level }));
  let sending = false;
  return [
    h("h1", {}, t("hazard_report")), errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null, form,
    button(t("hazard_send"), "primary huge", async () => {
      const { kind, level, words, place: where } = draft.value;
      const missing = {};
      if (!kind) missing.kind = t("hazard_kind_missing");
      if (!words.trim() && !draft.pictures.length && !old) missing.words = t("hazard_words_missing");
      if (refuse(form, missing) || sending) return;
      sending = true;
      const data = {
        shift: old ? old.data.shift : night.shift ? night.shift.id : null, round: old ? old.data.round : round ? round.id : null,
        place: where, ...(old ? { latitude: old.data.latitude, longitude: old.data.longitude, accuracy: old.data.accuracy } : point()), kind, level, words: words.trim() || t("see_photo"),
      };
      const made = old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("hazard.report", data, { round: data.round });
      sending = false;
      if (!made) return;
      app.buzz();
      await app.addPhotos({ hazard: old ? rootOf(app.records(), made) : made.id }, draft.pictures);
      await draft.drop();
      location.replace(old ? "#entries" : round ? `#round/${round.id}` : "#");
      app.say(t("hazard_stored"), "good");
    }),
    h("p", { class: "small soft" }, t("kept_as_is")),
  ];
}
