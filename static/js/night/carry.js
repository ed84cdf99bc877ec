// What somebody typed or ticked outlives a screen drawn anew, also where no draft keeps it: found again by its words.
const wordsOf = (input) => [input.type, input.type === "radio" ? input.value : "", (input.labels && input.labels[0] || {}).textContent || input.getAttribute("aria-label")].join("|");
export function carry(root) {
  const typed = new Map([...root.querySelectorAll("[data-typed]:not([data-kept])")].map((input) => [wordsOf(input), input]));
  return () => {
    for (const input of typed.size ? root.querySelectorAll("input, textarea, select") : []) {
      const was = typed.get(wordsOf(input));
      if (!was) continue;
      if (was.type === "file") input.files = was.files;
      else if (/^(checkbox|radio)$/.test(was.type)) input.checked = was.checked;
      else input.value = was.value;
      input.dataset.typed = "";
    }
  };
}
