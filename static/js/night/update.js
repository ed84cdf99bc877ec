// The app's own worker: keeps the app on the phone, and offers a new version when one lies ready.
import { button, h, t } from "./dom.js";

export async function worker(notices, changed) {
  if (!navigator.serviceWorker) return;
  const home = document.body.dataset.home;
  try {
    const registration = await navigator.serviceWorker.register(document.body.dataset.worker, { scope: home, updateViaCache: "none" });
    const offer = (waiting) => waiting && navigator.serviceWorker.controller && notices.append(h("div", { class: "notice" }, t("update"), " ", t("kept"), " ",
      button(t("update_now"), "", () => waiting.postMessage("take over"))));
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh.addEventListener("statechange", () => { if (fresh.state === "installed") offer(fresh); });
    });
    let had = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener("controllerchange", () => { if (had) location.reload(); had = true; changed(); });
  } catch (error) { console.warn("no service worker", error.message); }
}
