// The button that lets this browser show push messages; the messages themselves are shown by the app's worker.
const button = document.querySelector("[data-push]");
const said = document.querySelector("[data-push-said]");
const missing = document.querySelector("[data-push-missing]");

function say(words) {
  said.textContent = words;
  said.hidden = false;
}

function bytes(text) {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "="));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

// What the list calls this browser: enough to tell a phone from a desk.
function device() {
  const agent = navigator.userAgent;
  const system = ["HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"].find((name) => agent.includes(name)) || "";
  const browser = ["Edg", "Firefox", "MicroMessenger", "Chrome", "Safari"].find((name) => agent.includes(name)) || "";
  return `${system} ${browser === "Edg" ? "Edge" : browser}`.trim();
}

function ready(registration) {
  const worker = registration.active || registration.waiting || registration.installing;
  return new Promise((resolve) => {
    if (registration.active) { resolve(registration); return; }
    worker.addEventListener("statechange", () => { if (registration.active) resolve(registration); });
  });
}

async function subscribe() {
  if (await Notification.requestPermission() !== "granted") { say(button.dataset.denied); return; }
  const registration = await ready(await navigator.serviceWorker.register(button.dataset.worker, { scope: button.dataset.scope, updateViaCache: "none" }));
  let subscription;
  try {
    const former = await registration.pushManager.getSubscription();
    if (former) await former.unsubscribe(); // it may have been made for another key
    subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(button.dataset.key) });
  } catch (error) {
    say(button.dataset.unreachable);
    return;
  }
  const answer = await fetch(button.dataset.subscribe, {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
    body: JSON.stringify({ ...subscription.toJSON(), device: device() }),
  });
  if (answer.ok) { location.reload(); return; }
  const body = await answer.json().catch(() => ({}));
  say(body.error || button.dataset.failed);
}

if (button) {
  if (window.isSecureContext && navigator.serviceWorker && window.PushManager && window.Notification) {
    button.hidden = false;
    missing.hidden = true;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try { await subscribe(); } catch (error) { say(button.dataset.failed); }
      button.disabled = false;
    });
  } else {
    missing.textContent = window.isSecureContext ? missing.dataset.unknown : missing.dataset.insecure;
  }
}
