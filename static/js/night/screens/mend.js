import { CHOICES, badge, button, h, t } from "../dom.js";
import { field, tiles } from "../fields.js";
import { area, bind, line } from "../forms.js";
import { listOf, said } from "../said.js";

// What a person can change in an entry; everything else in it is a key, a hash, or a fact of that moment.
const OPEN = new Set(["plate", "open_parts", "description", "number", "result", "outcome", "talk_given", "reason", "note", "text", "kind", "people", "apps_installed", "place", "code"]);
const LONG = new Set(["text", "note"]);
const OF_PHOTOS = new Set(["blob", "sha256", "size", "type", "latitude", "longitude", "accuracy", "bearing"]);

function inputOf(kind, name, draft, night, error) {
  const label = CHOICES.field[name] || name;
  const value = draft.value[name];
  const list = listOf(kind, name);
  if (list) {
    const many = Array.isArray(value);
    return tiles(label, list, { many, chosen: [value].flat(), error, onchange: (chosen) => draft.set({ [name]: many ? chosen : chosen[0] }) }).element;
  }
  if (name === "place") {
    const select = h("select", {}, h("option", { value: "" }, t("elsewhere")), (night ? night.places : []).map((place) => h("option", { value: String(place.id) }, place.name)));
    return field(label, bind(draft, name, select, { parse: (chosen) => (chosen ? Number(chosen) : null) }), { error });
  }
  if (typeof value === "boolean") return h("div", { class: "field" }, h("label", { class: "row-label" }, bind(draft, name, h("input", { type: "checkbox" })), " ", label));
  if (typeof value === "number") return field(label, bind(draft, name, h("input", { type: "number", min: "0", max: "500", inputmode: "numeric" }), { parse: Number }), { error });
  return field(label, (LONG.has(name) ? area : line)(draft, name), { error });
}

const heading = (record) => [h("h1", {}, t("mend")), h("p", {}, CHOICES.kind[record.kind] || record.kind, " ", badge(CHOICES.state[record.state] || "", "bad"))];
const facts = (record, night) => h("dl", { class: "facts" }, said(record, night).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
const away = () => h("a", { class: "button plain", href: "#entries" }, t("entries"));

// A photo is not mended, it is taken again: it belongs to the same thing and has a time of its own.
function photoAgain(app, record) {
  const parent = Object.fromEntries(Object.entries(record.data).filter(([name, value]) => value && !OF_PHOTOS.has(name)));
  const picture = h("input", { type: "file", accept: "image/*", capture: "environment", onchange: () => app.run(async () => {
    await app.addPhotos(parent, [...picture.files].map((file) => ({ file })));
    await app.phone.remove(record.id);
    location.hash = "#entries";
  }) });
  return [
    heading(record), Object.values(record.errors).map((words) => h("div", { class: "notice bad" }, words)),
    record.thumb ? h("img", { src: record.thumb, alt: t("photo"), width: "160" }) : null,
    field(t("photo_again"), picture, { help: t("photo_again_help") }), away(),
  ];
}

// Kind -> the file of the form it was made with, and the form's name: there it is mended, with what was said beside it.
const FORMS = {
  "vehicle.found": ["found"], "dispute.report": ["report"], "dispute.session": ["mediate", "session"], "dispute.followup": ["mediate", "followup"],
  "hazard.report": ["hazard"], "hazard.recheck": ["recheck"], "inspection.done": ["inspect"], "door.visit": ["door"],
};

export async function mend(app, night, id) {
  const record = app.records().find((row) => row.id === id);
  if (!record || record.unreadable) return (await import("./entries.js")).entries(app); // after ten wrong PINs nothing can be mended
  if (!FORMS[record.kind]) return plainly(app, night, record);
  const [file, name = file] = FORMS[record.kind];
  if (name === "found") await app.walking();
  const step = location.hash.split("/")[2]; // of a form in several
  return (await import(`./${file}.js`))[name](app, night, name === "found" ? record.data.round : step, record);
}

// Any other refused entry: what of it can be changed, with the words of the station beside it.
async function plainly(app, night, record) {
  if (record.kind === "photo") return photoAgain(app, record);
  const changes = record.kind === "vehicle.edit";
  const values = changes ? record.data.changes : record.data;
  const wrong = Object.fromEntries(Object.entries(record.errors).map(([name, words]) => [name.replace(/^changes\./, ""), words]));
  const names = Object.keys(values).filter((name) => OPEN.has(name) && !(name === "kind" && record.kind !== "observation") && !(/^(people|apps_installed)$/.test(name) && values.kind !== "home_visit"));
  const draft = await app.phone.draft(`mend/${record.id}`, Object.fromEntries(names.map((name) => [name, values[name]])));
  const beside = Object.entries(wrong).filter(([name]) => !names.includes(name));
  return [
    heading(record), beside.map(([name, words]) => h("div", { class: "notice bad" }, CHOICES.field[name] ? `${CHOICES.field[name]}: ` : "", words)),
    names.length ? names.map((name) => inputOf(record.kind, name, draft, night, wrong[name] || "")) : [facts(record, night), h("p", { class: "soft" }, t("as_it_was"))],
    button(names.length ? t("store") : t("send_anew"), "primary", async () => {
      const mended = Object.fromEntries(names.map((name) => [name, typeof draft.value[name] === "string" ? draft.value[name].trim() : draft.value[name]]));
      const data = changes ? { ...record.data, changes: { ...values, ...mended } } : { ...record.data, ...mended };
      if (!(await app.run(() => app.phone.mend(record.id, data)))) return;
      await draft.drop();
      location.hash = "#entries";
    }),
    away(),
  ];
}
