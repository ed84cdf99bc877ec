// A keyboard of large keys under an input for number plates; without it the input is a plain one.
import { DIGITS, LETTERS, PROVINCES, SUFFIXES, pageFor, press } from "./plate_state.js";

function build(input) {
  const keys = document.createElement("div");
  keys.className = "keys";
  keys.setAttribute("role", "group");
  keys.setAttribute("aria-label", input.dataset.keysLabel || "");
  input.after(keys);
  input.setAttribute("inputmode", "none");
  if (!input.value) input.value = input.dataset.prefix || "";
  let typed = false;

  const draw = () => {
    const page = pageFor(input.value);
    const shown = page === "province" ? PROVINCES : [...DIGITS, ...LETTERS, ...SUFFIXES];
    keys.replaceChildren(
      ...shown.map((key) => button(key, key, "")),
      button("back", "⌫", "wide", input.dataset.backLabel),
      button("clear", "✕", "wide", input.dataset.clearLabel),
      button("type", "⌨", "wide", input.dataset.typeLabel),
    );
  };
  const button = (key, text, className, label) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.className = className;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", () => {
      if (key === "type") { input.removeAttribute("inputmode"); typed = true; input.focus(); return; }
      const before = pageFor(input.value);
      input.value = press(input.value, key);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      if (pageFor(input.value) !== before) draw();
    });
    return made;
  };
  input.addEventListener("input", () => { if (typed) draw(); });
  draw();
}

for (const input of document.querySelectorAll("[data-plate-keyboard]")) build(input);
