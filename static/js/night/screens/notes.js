import { CHOICES, button, field, h, t, tiles } from "../dom.js";
import { pointData } from "../track.js";

const text = (value = "") => { const area = h("textarea", { rows: "4", maxlength: "1000" }); area.value = value; return area; };

export async function note(app, night) {
  const draft = (await app.phone.draft("note")) || {};
  const kinds = { ...CHOICES.observation };
  if (!night.officer.may_check) delete kinds.home_visit;
  const words = text(draft.text);
  const people = h("input", { type: "number", min: "0", max: "500", inputmode: "numeric" });
  const apps = h("input", { type: "number", min: "0", max: "500", inputmode: "numeric" });
  people.value = draft.people || "1";
  apps.value = draft.apps_installed || "0";
  const visit = h("div", {}, field(t("people"), people), field(t("apps"), apps));
  const photos = h("input", { type: "file", accept: "image/*", capture: "environment", multiple: true });
  const wrong = h("div", { class: "errorlist", role: "alert" });
  const kind = tiles(t("write_down"), kinds, { chosen: [draft.kind || "note"], onchange: () => { show(); save(); } });
  const show = () => { visit.hidden = kind.value()[0] !== "home_visit"; };
  const read = () => ({
    shift: night.shift.id, round: night.running ? night.running.id : null, kind: kind.value()[0],
    place: night.running ? app.here(night.running) : null, ...pointData(app.point()), text: words.value.trim(),
    people: visit.hidden ? 0 : Number(people.value), apps_installed: visit.hidden ? 0 : Number(apps.value),
  });
  const save = () => app.phone.saveDraft("note", read());
  for (const input of [words, people, apps]) input.addEventListener("input", save);
  show();
  return [
    h("h1", {}, t("write_down")), kind.element, field(t("text"), words, { help: t("no_names") }), visit,
    field(t("photo"), photos), wrong,
    button(t("store"), "primary", async () => {
      const data = read();
      if (!data.text && data.kind !== "home_visit") { wrong.replaceChildren(h("p", {}, `▲ ${t("text")}`)); words.focus(); return; }
      if (await app.observe(data, [...photos.files])) { await app.phone.dropDraft("note"); history.back(); }
    }),
  ];
}

export function handover(app, night) {
  const words = text();
  return [h("h1", {}, t("hand_over")), field(t("note_next"), words),
    button(t("hand_over"), "primary", async () => {
      if (await app.add("shift.handover", { shift: night.shift.id, note: words.value.trim() })) location.hash = "#";
    })];
}

export function visit(app, night, id) {
  const found = night.visits.find((row) => row.id === id);
  const words = h("input", { maxlength: "200" });
  if (!found) return [h("h1", {}, t("visits")), h("a", { class: "button", href: "#" }, t("tonight"))];
  return [
    h("h1", {}, found.plate || t("no_plate")), h("p", {}, t("visit_line", { n: found.times, place: found.place })),
    field(t("note"), words, { help: t("no_names") }),
    Object.entries(CHOICES.visit).map(([result, label]) => button(label, "", async () => {
      if (await app.add("owner.visit", { visit: id, result, note: words.value.trim() })) location.hash = "#";
    })),
  ];
}
