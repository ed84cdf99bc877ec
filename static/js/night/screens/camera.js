import { button, card, h, t } from "../dom.js";
import { field } from "../fields.js";
import { scan } from "../scan.js";

const EVERY = 300;
// What the plate's square says: an address that ends in the code, or the code itself.
export const codeIn = (text) => decodeURIComponent((/\/p\/([^/?#]+)\/?$/.exec(text) || [null, text])[1]).trim();

// The browser's own reader where it has one that knows squares, else ours.
async function readerOf() {
  const own = globalThis.BarcodeDetector;
  const formats = own && own.getSupportedFormats ? await own.getSupportedFormats().catch(() => []) : ["qr_code"];
  if (own && formats.includes("qr_code")) return new own({ formats: ["qr_code"] });
  return (await import("../qr.js")).makeReader();
}

// The plate of a place before the phone's camera; where the browser cannot read squares, the code is typed.
export function camera(app, night) {
  const video = h("video", { playsinline: true, muted: true, class: "camera" });
  const code = h("input", { autocomplete: "off", autocapitalize: "characters", maxlength: "60" });
  const wrong = h("p", { class: "small soft", role: "status" });
  let over = false;
  const stop = () => {
    over = true;
    if (video.srcObject) for (const track of video.srcObject.getTracks()) track.stop();
  };
  const take = async (text) => { stop(); await scan(app, night, codeIn(text)); };
  const look = async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      await video.play();
    } catch { wrong.textContent = t("scan_camera"); return; }
    const reader = await readerOf().catch(() => null);
    if (!reader) { wrong.textContent = t("scan_cannot"); stop(); return; }
    while (!over && video.isConnected) {
      const [seen] = await reader.detect(video).catch(() => []);
      if (seen) { await take(seen.rawValue); return; }
      await new Promise((done) => setTimeout(done, EVERY));
    }
    stop();
  };
  setTimeout(look);
  return [
    h("h1", {}, t("scan")), card(video, wrong),
    card(field(t("scan_code"), code, { help: t("scan_code_help") }), button(t("store"), "primary", () => (code.value.trim() ? take(code.value) : code.focus()))),
    h("a", { class: "button", href: night.running ? `#round/${night.running.id}` : "#" }, night.running ? t("back_round") : t("tonight")),
  ];
}
