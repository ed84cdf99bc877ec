// The officer's app: opens the phone's database, shows the screen that the address names, writes entries down. Screens
// are functions of the night; after every change the screen is drawn anew, but for forms, which keep what is typed.
import { describe } from "../timer.js";
import { card, h, t } from "./dom.js";
import { Locked, NotSignedIn, openPhone } from "./phone.js";
import { before, nightOf } from "./state.js";
import { makeStrip } from "./strip.js";

const main = document.getElementById("main");
const notices = document.getElementById("notices");
const strip = makeStrip({ strip: document.getElementById("strip"), notices, onDelivered: () => refresh() });
const FORMS = new Set(["found", "edit", "camera", "note", "handover", "visit", "mend", "report", "add", "session", "followup", "hazard", "inspect", "recheck", "door"]);
const PATIENCE = 600;
let bundle = null;
let records = [];
let shown = "";
let drawing = 0;
let ready = null;
let store = null;
let carry = () => () => {}; // read below, before anybody has typed

const app = {
  walk: null,
  get phone() { return store; },
  say: strip.say,
  buzz() { if (navigator.vibrate) navigator.vibrate(40); },
  show: () => show(),
  check: () => check(),
  me: () => store.me(),
  time: () => store.clock.time(),
  night: () => (bundle && store.me() ? nightOf(bundle, records, app.time()) : null),
  records: () => records,
  point: () => (app.walk ? app.walk.point() : null),
  async walking() {
    const { makeWalk } = await import("./walk.js");
    app.walk = app.walk || makeWalk(app); // one, also when two screens ask at once
    return app.walk;
  },
  // Every write ends here: what went wrong is said, and nothing is shown as stored that is not.
  async run(work) {
    try { const made = await work(); await changed(); return made === undefined ? true : made; } catch (error) {
      strip.say(error.name === "QuotaExceededError" ? t("storage_full") : t("failed", { why: error.message || error.name }), "bad");
      return null;
    }
  },
  // `round`, `vehicle`: what must be applied before it; `vehicle` is the id of any entry.
  add: (kind, data, { round: of = null, vehicle: car = null, ...options } = {}) => app.run(() => store.add(kind, data, { ...options, after: before(records, { round: of, vehicle: car }) })),
  // One tap that writes and can be taken back (tap.js).
  tap: async (...given) => (await import("./tap.js")).tap(app, ...given),
  addPhotos: async (...given) => (await import("./photo.js")).addPhotos(app, ...given),
  async lock() {
    if (app.walk) await app.walk.leave();
    app.walk = null;
    store.lock();
    bundle = null;
    records = [];
    location.hash = "#";
    show();
  },
  readyCard(long = false) {
    if (!ready) return null;
    if (ready.ready) return long ? h("div", { class: "notice good" }, t("ready")) : null;
    return h("div", { class: "notice warn" }, t("missing"), h("ul", {}, ready.missing.map((part) => h("li", {}, t(`missing_${part}`)))),
      long ? null : h("a", { href: "#entries" }, t("entries")));
  },
  async entered() {
    bundle = await store.bundle();
    if (!bundle) await refresh(); // the first time there is nothing else to show
    if (document.activeElement) document.activeElement.blur(); // the PIN's field would keep the screen from changing
    await changed();
    await show();
    if (/\/p\//.test(location.pathname)) (await import("./scan.js")).scanned(app); // by the code on a place's plate
    await store.start();
    await refresh();
    await check();
  },
};

// No signal, no session, locked in between: what is asked for comes later, or is not for whoever has the phone now.
function quiet(error) {
  if (![TypeError, NotSignedIn, Locked].some((kind) => error instanceof kind) && error.name !== "AbortError") throw error;
}

// Whose day begins with their village, not with a round.
const OF_VILLAGES = new Set(["cadre", "justice"]);
const ofVillages = () => Boolean(bundle) && OF_VILLAGES.has(bundle.officer.kind);
const drawStrip = async () => strip.draw(await store.counts(), t(ofVillages() ? "home" : "tonight"));
const unlessLocked = (error) => { if (!(error instanceof Locked)) throw error; };

let pending = false;
async function changed() {
  if (!store || pending) return;
  pending = true;
  await Promise.resolve();
  pending = false;
  if (store.me()) records = (await store.records().catch(unlessLocked)) || [];
  await drawStrip();
  const [name] = route();
  if (!FORMS.has(name) && !typing()) await show(true);
}

const typing = () => document.activeElement && main.contains(document.activeElement) && /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== "checkbox"; // also before the first letter: the keyboard must stay
const route = () => { const [name, ...rest] = location.hash.slice(1).split("/"); return [name || "tonight", ...rest]; };

// The first screen is there at once, the others are read when they are opened; the worker keeps them all.
const MODULES = {
  round: "round", found: "found", edit: "found", camera: "camera", vehicle: "vehicle", entries: "entries", mend: "mend",
  note: "notes", handover: "notes", visit: "notes", unlock: "unlock", tonight: "tonight", village: "village", mine: "village", dispute: "follow", add: "follow",
  report: "report", receipt: "receipt", mediations: "mediate", session: "mediate", followup: "mediate", hazard: "hazard",
  inspections: "inspections", inspect: "inspect", recheck: "recheck", doors: "doors", door: "door",
};
const WALKS = new Set(["round", "found", "edit", "camera", "vehicle", "note", "hazard"]);
const screenOf = async (name) => (await import(`./screens/${MODULES[name]}.js`))[name];
const home = async (night) => (await screenOf(ofVillages() ? "village" : "tonight"))(app, night);

async function screen() {
  if (!store.me()) return (await screenOf("unlock"))(app);
  const [name, id] = route();
  if (name === "entries") return (await screenOf("entries"))(app);
  if (!bundle) return [card(h("p", {}, t("no_bundle"))), h("a", { class: "button", href: document.body.dataset.signIn }, t("sign_in_now"))];
  const night = app.night();
  if (night.running || WALKS.has(name)) (await app.walking()).follow(Boolean(night.running) && !document.hidden);
  if (name === "edit") {
    const car = night.vehicle(id);
    return car ? (await screenOf("found"))(app, night, car.round, null, car) : home(night);
  }
  return MODULES[name] && name !== "tonight" ? (await screenOf(name))(app, night, id) : home(night);
}

const nameOf = (summary) => summary.getAttribute("aria-label") || summary.textContent;
async function show(unasked = false) {
  drawing += 1;
  const mine = drawing;
  const parts = await screen().catch(unlessLocked);
  if (!parts) return; // locked meanwhile: that draws its own
  if (mine !== drawing || (unasked && typing())) return; // somebody began to type meanwhile
  const focused = document.activeElement && document.activeElement.id;
  const open = new Map([...main.querySelectorAll("details > summary")].map((summary) => [nameOf(summary), summary.parentElement.open]));
  const top = window.scrollY;
  const same = shown === location.hash;
  const typed = carry(main);
  main.replaceChildren(...[parts].flat(5).filter((part) => part !== null && part !== undefined && part !== false));
  if (same) {
    typed();
    for (const summary of main.querySelectorAll("details > summary")) if (open.has(nameOf(summary))) summary.parentElement.open = open.get(nameOf(summary));
    window.scrollTo(0, top);
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
  } else { window.scrollTo(0, 0); strip.forget(); }
  shown = location.hash;
  main.dataset.screen = route()[0];
  tick();
}

function tick() {
  for (const element of main.querySelectorAll("[data-since]")) element.textContent = describe(element.dataset, app.time());
}

async function refresh() {
  if (!store.me() || !store.signedIn() || store.signedIn().id !== store.me().id) return;
  const fresh = await store.fetchBundle().catch(quiet);
  if (fresh && store.me()) { bundle = fresh; await changed(); }
}

async function check() {
  ready = await store.readiness();
  store.storageInfo = { storage_kept: ready.persisted, free_bytes: Math.round(ready.free) };
  await changed();
}

async function begin() {
  store = await openPhone({ onChange: () => changed() });
  globalThis.APP_VERSION = document.body.dataset.version;
  // Not needed for the first screen; the next opening tries again.
  import("./update.js").then(({ worker }) => worker(notices, check)).catch(() => {});
  import("./tap.js").catch(() => {});
  import("./carry.js").then((kept) => { carry = kept.carry; }).catch(() => {});
  import("./dim.js").then(({ dim }) => dim(main)).catch(() => {});
  addEventListener("hashchange", () => show());
  for (const name of ["input", "change"]) main.addEventListener(name, ({ target }) => { target.dataset.typed = ""; });
  for (const name of ["online", "offline"]) addEventListener(name, () => drawStrip());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { refresh(); changed(); } else if (app.walk) app.walk.track(true); });
  setInterval(tick, 1000);
  setInterval(refresh, 60000);
  setInterval(() => changed(), 30000);
  // On a line that hardly carries the PIN is asked for after a moment.
  const trying = store.session().then(() => (store.me() ? null : store.unlockOnline())).catch(quiet);
  if (!(await Promise.race([trying, new Promise((done) => { setTimeout(done, PATIENCE); })]))) { await drawStrip(); await show(); }
  if (await trying) await app.entered();
  else { await store.start(); await changed(); }
  for (const name of new Set(Object.values(MODULES))) import(`./screens/${name}.js`).catch(() => {}); // asked for again when opened
}

begin();
