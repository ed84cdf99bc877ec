// The officer's night: opens the phone's database, shows the screen that the address names, writes entries down. Screens
// are functions of the night; after every change the screen is drawn anew, but for forms, which keep what is typed.
import { describe } from "../timer.js";
import { badge, button, card, h, t } from "./dom.js";
import { NotSignedIn, openPhone } from "./phone.js";
import { before, nightOf, reached } from "./state.js";
import { makePosition, pointData } from "./track.js";
import { tonight } from "./screens/tonight.js";

const main = document.getElementById("main");
const strip = document.getElementById("strip");
const notices = document.getElementById("notices");
const FORMS = new Set(["found", "edit", "camera", "note", "handover", "visit", "mend"]);
const PATIENCE = 600;
const UNDO = 10000;
const heres = {};
let bundle = null;
let records = [];
let shown = "";
let drawing = 0;
let ready = null;
let delivered = 0;

const position = makePosition({ onMove: () => { noticePlaces(); track(); }, time: () => store.clock.time() });
let store = null;

const app = {
  get phone() { return store; },
  say: (words, tone) => say(words, tone),
  me: () => store.me(),
  time: () => store.clock.time(),
  point: () => position.last(),
  prefix: () => (bundle ? bundle.station.plate_prefix : ""),
  here(of) {
    if (heres[of.id] !== undefined) return heres[of.id] || null;
    const near = position.last() && reached({ ...of, passes: {} }, position.last())[0];
    if (near) return near.id;
    if (of.here !== undefined) return of.here;
    const places = of.places.filter((place) => !of.passes[place.id]);
    return places.length ? places[0].id : null;
  },
  setHere(of, value) { heres[of.id] = value ? Number(value) : 0; },
  known: async (plate) => (bundle && bundle.plates ? bundle.plates[await store.plateHash(bundle.plate_key, plate)] : null),
  // Every write ends here: what went wrong is said, and nothing is shown as stored that is not.
  async run(work) {
    try { const made = await work(); await changed(); return made === undefined ? true : made; } catch (error) {
      say(error.name === "QuotaExceededError" ? t("storage_full") : t("failed", { why: error.message || error.name }), "bad");
      return null;
    }
  },
  add: (kind, data, { round: of = null, vehicle: car = null, hold = 0 } = {}) => app.run(() => store.add(kind, data, { after: before(records, { round: of, vehicle: car }), hold })),
  // One tap that writes: for ten seconds it can be taken back, and until then it stays on the phone. `to`: where it leads.
  async tap(kind, data, of, to = location.hash) {
    const from = location.hash;
    const made = await app.add(kind, data, { ...of, hold: UNDO });
    if (!made) return;
    buzz();
    if (to !== from) location.hash = to;
    say(t("stored"), "toast", { words: t("undo"), onclick: () => app.run(async () => {
      if (!records.some((row) => (row.after || []).includes(made.id)) && await store.undo(made.id)) location.hash = from;
      else say(t("undo_late"), "bad");
    }) });
  },
  start: (of) => app.tap("round.start", { round: of.id }, {}, `#round/${of.id}`),
  async finish(of) {
    await track(true);
    await app.tap("round.finish", { round: of.id }, { round: of.id }, "#");
  },
  async abort(of, reason) { if (await app.add("round.abort", { round: of.id, reason }, { round: of.id })) location.hash = "#"; },
  async secure(of, place) {
    const made = await app.add("check.secure", { round: of.id, place: place ? Number(place) : null }, { round: of.id });
    if (!made) return;
    buzz();
    say(t("stored_one"), "toast", { words: t("undo"), onclick: () => app.add("check.withdraw", { check: made.id, round: of.id }, { vehicle: made.id }) });
  },
  pass: (of, place, proof, values = {}) => app[proof === "hand" ? "tap" : "add"]("place.pass", {
    round: of.id, place: place.id, proof, reason: "", code: "", ...pointData(position.last()), left_at: null, ...values,
  }, { round: of.id }),
  async foundCar(of, data, files, old) {
    if (old) return app.run(() => store.mend(old.id, { ...old.data, ...data }));
    const made = await app.add("vehicle.found", { ...data, ...pointData(position.last()) }, { round: of.id });
    if (made) { buzz(); await addPhotos({ vehicle: made.id }, files, made.id); }
    return made;
  },
  call: (car, result, number) => app.tap("vehicle.call", { vehicle: car.id, number: number.trim(), source: "on_car", reason: "", result }, { vehicle: car.id }),
  close: (car, outcome, talk) => app.tap("vehicle.close", { vehicle: car.id, outcome, talk_given: talk }, { vehicle: car.id }, `#round/${car.round}`),
  photo: (car, files) => addPhotos({ vehicle: car.id }, files, car.id),
  async observe(data, files) {
    const made = await app.add("observation", data, { round: data.round });
    if (made) await addPhotos({ observation: made.id }, files, made.id);
    return made;
  },
  async setPin(pin) {
    try { await store.setPin(pin); say(t("pin_set"), "good"); await check(); show(); } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      say(t("pin_bad"), "bad");
    }
  },
  lock() { store.lock(); bundle = null; records = []; location.hash = "#"; show(); },
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
    await scanned();
    await store.start();
    await refresh();
    await check();
  },
};

async function addPhotos(parent, files, parentId) {
  for (const file of files) {
    const thumb = await (await import("./photo.js")).thumbnail(file);
    await app.run(() => store.addPhoto(parent, file, { after: before(records, { vehicle: parentId }), thumb }));
  }
}

function buzz() { if (navigator.vibrate) navigator.vibrate(40); }

function say(words, tone, action = null) {
  const box = h("div", { class: tone === "toast" ? "toast" : `notice ${tone}` }, h("span", {}, words),
    action ? h("button", { type: "button", onclick() { box.remove(); action.onclick(); } }, action.words) : null);
  notices.replaceChildren(box);
  setTimeout(() => box.remove(), 10000);
}

async function drawStrip() {
  const counts = await store.counts();
  const online = navigator.onLine && counts.online;
  const progress = counts.sending && counts.progress.total
    ? h("progress", { max: counts.progress.total, value: counts.progress.sent, "aria-label": t("sending", counts.progress) }) : null;
  if (!counts.sending && counts.delivered > delivered) refresh(); // the station's own words: codes, counts, states
  delivered = counts.delivered;
  const parts = [
    h("a", { href: "#" }, t("tonight")),
    h("span", { class: `net ${online ? "" : "off"}`, role: "status" }, online ? t("online") : t("offline")),
    counts.problem === "full" ? h("a", { href: "#entries" }, badge(t("full"), "bad")) : null,
    counts.problem === "sign_in" ? h("a", { href: document.body.dataset.signIn }, t("sign_in")) : null,
    h("a", { href: "#entries", class: "queue" },
      counts.refused ? badge(t("refused", { n: counts.refused }), "bad") : null,
      h("span", { id: "waiting" }, t("on_phone", { n: counts.waiting })), h("span", {}, "·"),
      h("span", { id: "delivered" }, t("delivered", { n: counts.delivered })), progress),
    online ? h("a", { href: document.body.dataset.notices }, t("notices")) : null, // a page of the station's
  ];
  strip.replaceChildren(...parts.filter(Boolean));
}

let pending = false;
async function changed() {
  if (!store || pending) return;
  pending = true;
  await Promise.resolve();
  pending = false;
  if (store.me()) records = await store.records();
  await drawStrip();
  const [name] = route();
  if (!FORMS.has(name) && !typing()) await show(true);
}

const typing = () => document.activeElement && main.contains(document.activeElement) && /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== "checkbox"; // also before the first letter: the keyboard must stay
const route = () => { const [name, id] = location.hash.slice(1).split("/"); return [name || "tonight", id]; };

// The first screen is there at once, the others are read when they are opened; the worker keeps them all.
const MODULES = { round: "round", found: "found", edit: "found", camera: "camera", vehicle: "vehicle", entries: "entries", mend: "entries", note: "notes", handover: "notes", visit: "notes", unlock: "unlock" };
const screenOf = async (name) => (await import(`./screens/${MODULES[name]}.js`))[name];

async function screen() {
  if (!store.me()) return (await screenOf("unlock"))(app);
  const [name, id] = route();
  if (name === "entries") return (await screenOf("entries"))(app);
  if (!bundle) return [card(h("p", {}, t("no_bundle"))), h("a", { class: "button", href: document.body.dataset.signIn }, t("sign_in_now"))];
  const night = nightOf(bundle, records, app.time());
  position.follow(Boolean(night.running) && !document.hidden);
  if (name === "mend") {
    const record = records.find((row) => row.id === id);
    if (!record) return (await screenOf("entries"))(app);
    return record.kind === "vehicle.found" ? (await screenOf("found"))(app, night, record.data.round, record) : (await screenOf("mend"))(app, record);
  }
  if (name === "edit") {
    const car = night.vehicle(id);
    return car ? (await screenOf("found"))(app, night, car.round, null, car) : tonight(app, night);
  }
  return MODULES[name] ? (await screenOf(name))(app, night, id) : tonight(app, night);
}

async function show(unasked = false) {
  drawing += 1;
  const mine = drawing;
  const parts = await screen();
  if (mine !== drawing || (unasked && typing())) return; // somebody began to type meanwhile
  const focused = document.activeElement && document.activeElement.id;
  const open = new Set([...main.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  const top = window.scrollY;
  const same = shown === location.hash;
  main.replaceChildren(...[parts].flat(5).filter((part) => part !== null && part !== undefined && part !== false));
  if (same) {
    for (const summary of main.querySelectorAll("details > summary")) if (open.has(summary.textContent)) summary.parentElement.open = true;
    window.scrollTo(0, top);
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
  } else { window.scrollTo(0, 0); notices.querySelectorAll(".notice.bad").forEach((box) => box.remove()); }
  shown = location.hash;
  main.dataset.screen = route()[0];
  tick();
}

function tick() {
  for (const element of main.querySelectorAll("[data-since]")) element.textContent = describe(element.dataset, app.time());
}

// Places reached by the phone's own position are passed without a tap, once.
async function noticePlaces() {
  if (!bundle || !store.me()) return;
  const night = nightOf(bundle, records, app.time());
  if (!night.running) { position.follow(false); return; }
  for (const place of reached(night.running, position.last())) {
    await app.pass(night.running, place, "position");
    say(`${place.name} · ${t("by_position")}`, "good");
  }
}

// The way walked is written down in parts: every forty positions, when the round ends and when the page is left.
async function track(all = false) {
  if (!store || !store.me() || !bundle || position.gathered() < (all ? 1 : 40)) return;
  const { running } = nightOf(bundle, records, app.time());
  if (running) await app.add("track.part", { round: running.id, fixes: position.take() }, { round: running.id });
}

// Opened by the code on a place's plate: the address carries it.
async function scanned() {
  const match = location.pathname.match(/\/p\/([^/]+)\/?$/);
  if (!match || !bundle || !store.me()) return;
  history.replaceState(null, "", document.body.dataset.home);
  (await import("./scan.js")).scan(app, nightOf(bundle, records, app.time()), decodeURIComponent(match[1]));
}

async function refresh() {
  if (!store.me() || !store.signedIn() || store.signedIn().id !== store.me().id) return;
  try { bundle = await store.fetchBundle(); await changed(); } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof NotSignedIn) && error.name !== "AbortError") throw error;
  }
}

async function check() {
  ready = await store.readiness();
  store.storageInfo = { storage_kept: ready.persisted, free_bytes: Math.round(ready.free) };
  await changed();
}

async function begin() {
  store = await openPhone({ onChange: () => changed() });
  globalThis.APP_VERSION = document.body.dataset.version;
  // Not needed for the first screen; when they do not come, the next opening tries again.
  import("./update.js").then(({ worker }) => worker(notices, check)).catch(() => {});
  import("./dim.js").then(({ dim }) => dim(main)).catch(() => {});
  addEventListener("hashchange", () => show());
  for (const name of ["online", "offline"]) addEventListener(name, () => drawStrip());
  document.addEventListener("visibilitychange", () => { if (document.hidden) track(true); else { refresh(); changed(); } });
  setInterval(tick, 1000);
  setInterval(refresh, 60000);
  setInterval(() => changed(), 30000);
  // A line that hardly carries must not keep the screen empty: after a moment the PIN is asked for.
  const trying = store.session().then(() => (store.me() ? null : store.unlockOnline())).catch((error) => {
    if (!(error instanceof NotSignedIn) && !(error instanceof TypeError) && error.name !== "AbortError") throw error;
  });
  if (!(await Promise.race([trying, new Promise((done) => { setTimeout(done, PATIENCE); })]))) { await drawStrip(); await show(); }
  if (await trying) await app.entered();
  else { await store.start(); await changed(); }
  for (const name of new Set(Object.values(MODULES))) import(`./screens/${name}.js`);
}

begin();
