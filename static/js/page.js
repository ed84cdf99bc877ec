// What every page needs: CSRF for htmx, menu, double submits, running clocks, keys of lists, the network in words.
import { describe } from "./timer.js";

document.body.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]");
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});

// A piece of a page asks again and again; an answer from elsewhere (signed out meanwhile: the sign-in page) is none.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, elt } = event.detail;
  if (!elt.matches("[data-bell]") || !xhr.responseURL) return;
  if (new URL(xhr.responseURL).pathname !== new URL(requestConfig.path, location.href).pathname) event.detail.shouldSwap = false;
});

for (const toggle of document.querySelectorAll("[data-menu-toggle]")) {
  toggle.addEventListener("click", () => {
    const open = document.querySelector(".shell").classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 5000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto-submit]");
  if (form) form.requestSubmit();
  if (event.target.matches(".options input")) markOptions();
});

function markOptions() {
  for (const input of document.querySelectorAll(".options input")) {
    input.closest("label").classList.toggle("on", input.checked);
  }
}

function tick() {
  const now = Date.now();
  for (const element of document.querySelectorAll("[data-until], [data-since]")) {
    element.textContent = describe(element.dataset, now);
  }
}

function network() {
  for (const element of document.querySelectorAll("[data-net]")) {
    element.textContent = navigator.onLine ? element.dataset.on : element.dataset.off;
    element.classList.toggle("off", !navigator.onLine);
  }
}

function expireToasts() {
  for (const toast of document.querySelectorAll("[data-toast]:not([data-armed])")) {
    toast.dataset.armed = "1";
    setTimeout(() => toast.remove(), Number(toast.dataset.toast) * 1000);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length || (event.key !== "j" && event.key !== "k")) return;
  const here = rows.indexOf(document.activeElement.closest("[data-row]"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)))];
  (next.querySelector("a, button") || next).focus();
});

// Tables that scroll sideways can be scrolled with the keyboard.
function reachable() {
  for (const box of document.querySelectorAll(".table-wrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

for (const event of ["online", "offline"]) addEventListener(event, network);
document.body.addEventListener("htmx:afterSettle", () => { tick(); expireToasts(); markOptions(); });
if (navigator.vibrate) document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.elt.closest("[data-vibrate]")) navigator.vibrate(40);
});
setInterval(tick, 1000);
addEventListener("resize", reachable);
reachable(); tick(); network(); expireToasts(); markOptions();
