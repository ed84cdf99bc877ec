// Fields of forms: label, control, help and errors, tied together for those who cannot see.
import { h } from "./dom.js";

export function field(label, input, { help = "", error = "" } = {}) {
  const id = input.id || `f-${Math.random().toString(36).slice(2)}`;
  input.id = id;
  const parts = [h("label", { for: id }, label)];
  if (help) { parts.push(h("div", { class: "help", id: `${id}-help` }, help)); input.setAttribute("aria-describedby", `${id}-help`); }
  parts.push(input);
  const wrong = h("ul", { class: "errorlist", id: `${id}-error` }, error ? h("li", {}, error) : null);
  wrong.hidden = !error;
  if (error) input.setAttribute("aria-invalid", "true");
  parts.push(wrong);
  return h("div", { class: "field" }, parts);
}

// Tiles to choose from; `many` allows several. Returns {element, value()}.
export function tiles(legend, options, { many = false, chosen = [], error = "", onchange = () => {} } = {}) {
  const name = `o-${Math.random().toString(36).slice(2)}`;
  const inputs = Object.entries(options).map(([value, words]) => {
    const input = h("input", { type: many ? "checkbox" : "radio", name, value });
    input.checked = chosen.includes(value);
    const label = h("label", { class: input.checked ? "on" : null }, input, h("span", {}, words));
    return { input, label };
  });
  const value = () => inputs.filter(({ input }) => input.checked).map(({ input }) => input.value);
  const wrong = h("ul", { class: "errorlist" }, error ? h("li", {}, error) : null);
  wrong.hidden = !error;
  const element = h("div", { class: "field" }, h("fieldset", {
    onchange() { for (const { input, label } of inputs) label.classList.toggle("on", input.checked); onchange(value()); },
  }, h("legend", {}, legend), h("div", { class: "options" }, inputs.map(({ label }) => h("div", {}, label))), wrong));
  return { element, value };
}
