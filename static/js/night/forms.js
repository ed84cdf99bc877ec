// What the forms of the app share: each input is tied to the draft, pictures lie in it, errors stand beside their field.
import { button, h, t } from "./dom.js";
import { field } from "./fields.js";
import { symbol } from "./symbols.js";
import { once, pointData } from "./track.js";

// Ties an input to a value of the draft; what it says is kept at each letter.
export function bind(draft, name, input, { parse = (words) => words, before = () => {} } = {}) {
  if (input.type === "checkbox") input.checked = Boolean(draft.value[name]);
  else input.value = draft.value[name] ?? "";
  input.dataset.kept = ""; // a screen drawn anew has it from the draft
  const keep = () => { before(); draft.set({ [name]: input.type === "checkbox" ? input.checked : parse(input.value) }); };
  input.addEventListener("input", keep);
  if (input.tagName === "SELECT") input.addEventListener("change", keep);
  return input;
}

export const line = (draft, name, props = {}) => bind(draft, name, h("input", { autocomplete: "off", maxlength: "200", ...props }));
export const area = (draft, name, props = {}) => bind(draft, name, h("textarea", { rows: "5", maxlength: "1000", ...props }));

// Pictures of the draft with a way to take each back. `knows()`: what the phone knows at that moment (position, bearing);
// `item`: of a form with several things to picture, which of them.
export function pictures(app, draft, label, { help = "", knows = () => ({}), onopen = () => {}, item } = {}) {
  const list = h("ul", { class: "pictures" });
  const id = `p-${Math.random().toString(36).slice(2)}`;
  const input = h("input", {
    id, type: "file", accept: "image/*", capture: "environment", multiple: true, onclick: onopen, class: "visually-hidden",
    "aria-describedby": help ? `${id}-help` : null,
    async onchange() {
      for (const file of [...input.files]) await app.run(() => draft.add(file, item ? { ...knows(), item } : knows()));
      input.value = "";
      show();
    },
  });
  const show = () => list.replaceChildren(...draft.pictures.filter(({ values }) => values.item === item).map((picture, index) => {
    const image = h("img", { src: URL.createObjectURL(picture.file), alt: `${t("photo_of")} ${index + 1}`, onload: (event) => URL.revokeObjectURL(event.target.src) });
    return h("li", {}, image, button(t("take_away"), "plain", async () => { await draft.remove(picture); show(); }, { "aria-label": `${t("take_away")} ${index + 1}` }));
  }));
  show();
  return h("div", { class: "field" }, h("label", { class: "button picker", for: id }, symbol("camera", 28), label), input,
    help ? h("div", { class: "help", id: `${id}-help` }, help) : null, list);
}

// The phone's position, only when asked for; taken into the draft's latitude, longitude, accuracy.
export function positionButton(app, draft, onchange = () => {}) {
  const said = h("p", { class: "small soft", role: "status" });
  const box = h("div", { class: "position" });
  const show = () => {
    const has = draft.value.latitude !== null && draft.value.latitude !== undefined;
    said.textContent = has ? t("position_taken", { n: draft.value.accuracy ?? "?" }) : "";
    box.replaceChildren(button(has ? t("position_away") : t("position_use"), has ? "plain" : "", async () => {
      if (has) { draft.set(pointData(null)); show(); onchange(); return; }
      said.textContent = t("position_wait");
      const point = app.point() || await once();
      if (!point) { said.textContent = t("position_none"); return; }
      draft.set(pointData(point));
      show();
      onchange();
    }), said);
  };
  show();
  return box;
}

// Puts the words beside the fields; what belongs to no field is shown above. The first one is brought into view.
export function refuse(root, errors) {
  for (const list of root.querySelectorAll(".errorlist[data-of]")) {
    const words = errors[list.dataset.of];
    list.replaceChildren(...(words ? [h("li", {}, words)] : []));
    list.hidden = !words;
    const input = list.parentElement.querySelector("input, textarea, select");
    if (input) { if (words) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid"); }
  }
  const first = root.querySelector(".errorlist[data-of]:not([hidden])");
  if (!first) return false;
  first.parentElement.scrollIntoView({ block: "center" });
  const input = first.parentElement.querySelector("input, textarea, select");
  if (input) input.focus({ preventScroll: true });
  return true;
}

// A field whose errors `refuse` can set: `of` is the name that the station would use.
export function asked(of, label, input, { help = "", error = "" } = {}) {
  const made = field(label, input, { help, error });
  made.querySelector(".errorlist").dataset.of = of;
  const described = [input.getAttribute("aria-describedby"), `${input.id}-error`].filter(Boolean);
  input.setAttribute("aria-describedby", described.join(" "));
  return made;
}
