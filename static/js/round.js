// The round's screen: each tap carries its own key, made here, so that a tap sent twice is counted once; the screen
// dims after 8 s without a touch and wakes at the same place.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = BigInt(Date.now());
  for (let index = 0; index < 6; index += 1) bytes[index] = Number((now >> BigInt(40 - 8 * index)) & 255n);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.matches("[data-record]")) {
    event.detail.parameters.set("record_id", newKey());
    event.detail.parameters.set("at", new Date().toISOString());
    const place = document.querySelector("select[name=place]");
    if (place && place.value) event.detail.parameters.set("place", place.value);
  }
});

let timer = 0;
function wake(event) {
  if (document.body.classList.contains("dimmed")) {
    document.body.classList.remove("dimmed");
    if (event) { event.preventDefault(); event.stopPropagation(); }
  }
  clearTimeout(timer);
  timer = setTimeout(() => document.body.classList.add("dimmed"), 8000);
}
if (document.querySelector("[data-dims]")) {
  for (const name of ["pointerdown", "click", "keydown"]) addEventListener(name, wake, { capture: true });
  wake();
}
