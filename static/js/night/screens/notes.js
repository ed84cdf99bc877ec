import { CHOICES, button, h, t } from "../dom.js";
import { field, tiles } from "../fields.js";
import { area, asked, bind, line, pictures, refuse } from "../forms.js";
import { pointData } from "../track.js";

const without = () => [h("h1", {}, t("not_on_duty")), h("a", { class: "button", href: "#" }, t("tonight"))];

export async function note(app, night) {
  if (!night.shift) return without();
  const draft = await app.phone.draft("note", { kind: "note", text: "", people: 1, apps_installed: 0 });
  const kinds = { ...CHOICES.observation };
  if (!night.officer.may_check) delete kinds.home_visit;
  const number = (name) => bind(draft, name, h("input", { type: "number", min: "0", max: "500", inputmode: "numeric" }), { parse: Number });
  const words = area(draft, "text", { rows: "4" });
  const visit = h("div", {}, field(t("people"), number("people")), field(t("apps"), number("apps_installed")));
  const kind = tiles(t("write_down"), kinds, { chosen: [draft.value.kind], onchange: ([value]) => { draft.set({ kind: value }); show(); } });
  const show = () => { visit.hidden = draft.value.kind !== "home_visit"; };
  show();
  const form = h("div", {}, kind.element, asked("text", t("text"), words, { help: t("no_names") }), visit,
    pictures(app, draft, t("photo_add")));
  return [
    h("h1", {}, t("write_down")), form,
    button(t("store"), "primary", async () => {
      const { kind: value, text, people, apps_installed: apps } = draft.value;
      if (refuse(form, text.trim() || value === "home_visit" ? {} : { text: t("text_missing") })) return;
      const data = {
        shift: night.shift.id, round: night.running ? night.running.id : null, kind: value,
        place: night.running ? app.walk.here(night.running) : null, ...pointData(app.point()), text: text.trim(),
        people: value === "home_visit" ? people : 0, apps_installed: value === "home_visit" ? apps : 0,
      };
      const made = await app.add("observation", data, { round: data.round });
      if (!made) return;
      await app.addPhotos({ observation: made.id }, draft.pictures);
      await draft.drop();
      history.back();
    }),
  ];
}

export async function handover(app, night) {
  if (!night.shift) return without();
  const draft = await app.phone.draft(`handover/${night.shift.id}`, { note: "" });
  return [h("h1", {}, t("hand_over")), field(t("note_next"), area(draft, "note", { maxlength: "2000" })),
    button(t("hand_over"), "primary", () => app.tap("shift.handover", { shift: night.shift.id, note: draft.value.note.trim() }, {}, "#", draft))];
}

export async function visit(app, night, id) {
  const found = night.visits.find((row) => row.id === id);
  if (!found) return [h("h1", {}, t("visits")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const draft = await app.phone.draft(`visit/${id}`, { note: "" });
  return [
    h("h1", {}, found.plate || t("no_plate")), h("p", {}, t("visit_line", { n: found.times, place: found.place })),
    field(t("note"), line(draft, "note"), { help: t("no_names") }),
    Object.entries(CHOICES.visit).map(([result, label]) => button(label, "",
      () => app.tap("owner.visit", { visit: id, result, note: draft.value.note.trim() }, {}, "#", draft))),
  ];
}
