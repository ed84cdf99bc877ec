// On pages beside the app: how much of tonight still lies on this phone. It counts, and opens nothing.
import { toMend, waits } from "./night/waits.js";

const EVERY = 15000;
const link = document.querySelector("[data-queue]");

async function rows() {
  const known = await indexedDB.databases();
  if (!known.some((base) => base.name === "night")) return [];
  return new Promise((done, fail) => {
    const opening = indexedDB.open("night");
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      const asked = base.transaction("records").objectStore("records").getAll();
      asked.onsuccess = () => { base.close(); done(asked.result); };
      asked.onerror = () => { base.close(); fail(asked.error); };
    };
  });
}

async function show() {
  const all = await rows();
  const waiting = all.filter(waits).length;
  const bad = all.filter(toMend).length;
  link.hidden = !waiting && !bad;
  link.textContent = [waiting ? link.dataset.waiting.replace("{n}", waiting) : "", bad ? `▲ ${link.dataset.bad.replace("{n}", bad)}` : ""]
    .filter(Boolean).join(" · ");
}

if (link && globalThis.indexedDB && indexedDB.databases) {
  const look = () => show().catch(() => { link.hidden = true; });
  look();
  setInterval(look, EVERY);
}
