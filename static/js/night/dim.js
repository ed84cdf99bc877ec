// After eight seconds the round's screen goes dark, so that nobody is lit up; a tap wakes it at the same place.
const DIM_AFTER = 8000;

export function dim(main) {
  let timer = 0;
  const wake = (event) => {
    if (document.body.classList.contains("dimmed")) {
      document.body.classList.remove("dimmed");
      if (event) { event.preventDefault(); event.stopPropagation(); }
    }
    clearTimeout(timer);
    timer = setTimeout(() => { if (main.dataset.screen === "round") document.body.classList.add("dimmed"); }, DIM_AFTER);
  };
  for (const name of ["pointerdown", "click", "keydown"]) addEventListener(name, wake, { capture: true });
  wake();
}
