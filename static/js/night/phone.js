// The phone's side of docs/offline.md: what is logged is written down first and sent later. Everything the screens need.
import { makeClock } from "./clock.js";
import { ifRoom, openStore } from "./db.js";
import { uuid7 } from "./ids.js";
import { openOnline } from "./lock.js";
import { believes, decrypt, encrypt, from64, hmacKey, plateHash, sealBlob, sealRecord, sha256, utf8 } from "./seal.js";
import { makeSender } from "./sender.js";
import { photoLeft, toDecide, toMend, waits } from "./waits.js";

export class NotSignedIn extends Error {}
export class Locked extends Error {}

export async function openPhone({
  base = "/api/sync/", fetch = (...args) => globalThis.fetch(...args), now = Date.now, mono = () => performance.now(),
  name, onChange = () => {}, timers = globalThis,
} = {}) {
  const store = await openStore(name);
  let identity = await store.get("meta", "phone");
  if (!identity) await store.put("meta", identity = { key: "phone", value: uuid7(now()) });
  const learnt = await store.get("meta", "station"); // {keys}: pinned at the first session
  let keys = learnt ? learnt.keys : null;
  const clock = makeClock({ wall: now, mono, stored: await store.get("meta", "clock") });
  let me = null; // {id, name, key, raw, tag, plates}
  const drafts = new Map(); // of who is in, by key
  let csrf = "";
  let sessionOf = null;

  async function ask(path, options = {}) {
    const stop = new AbortController();
    const timer = timers.setTimeout(() => stop.abort(), 30000);
    try {
      return await fetch(base + path, {
        credentials: "same-origin", redirect: "manual", cache: "no-store", ...options, signal: stop.signal,
        headers: { Accept: "application/json", "X-Phone": identity.value, "X-CSRFToken": csrf, ...options.headers },
      });
    } finally { timers.clearTimeout(timer); }
  }

  // Only an answer that is JSON from the station counts; a portal's page is no answer.
  async function json(answer) {
    const type = answer.headers.get("Content-Type") || "";
    if (!type.includes("json")) throw new TypeError("not an answer of the station");
    return answer.json();
  }

  async function session() {
    const sent = mono();
    const answer = await ask("session");
    if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") { sessionOf = null; throw new NotSignedIn(); }
    if (!answer.ok) throw new TypeError(`session ${answer.status}`);
    const said = await json(answer);
    csrf = said.csrf;
    sessionOf = said;
    keys = said.keys;
    const measured = clock.measure(Date.parse(said.server_time), sent, mono());
    await ifRoom(store.put("meta", { key: "station", keys }, { key: "clock", ...measured }));
    return said;
  }

  async function enter(id, opened, tag) {
    const row = await store.get("officers", id);
    drafts.clear();
    me = { id, name: row.name, key: opened.key, raw: opened.raw, tag: tag || row.tag };
    onChange();
    return me;
  }

  async function unlockOnline() {
    const said = sessionOf || (await session());
    const opened = await openOnline(store, said);
    const tag = await hmacKey(from64(said.author_key));
    await ifRoom(store.update("officers", said.officer.id, (row) => ({ ...row, tag })));
    return enter(said.officer.id, opened, tag);
  }

  const mine = () => { if (!me) throw new Locked(); return me; };

  async function write(kind, data, { after = [], replaces = null, id = uuid7(clock.time()), blob = null, thumb = null, hold = 0, moment = clock.now() } = {}) {
    const who = mine();
    if (!keys) throw new Locked("the station's keys are not known yet");
    const said = {
      v: 1, id, kind, author: who.id, phone: identity.value, ...moment, after, replaces, data,
    };
    const body = await sealRecord(keys.seal, who.tag, id, said);
    const record = {
      id, author: who.id, kind, at: Date.parse(said.happened_at), body, sha256: await sha256(utf8(body)),
      state: "waiting", errors: {}, waits_for: "", tries: 0, last_error: "", receipt: null,
      ...(blob ? { blob: blob.blob, blob_size: blob.bytes.length, blob_done: false } : { blob: null }),
      view: await encrypt(who.key, { ...said, thumb }), made_at: now(), hold_until: hold ? now() + hold : 0,
    };
    await store.write(blob ? ["records", "blobs"] : ["records"], (tx) => {
      if (blob) {
        tx.objectStore("blobs").put({ sha256: blob.blob, author: who.id, record: id, bytes: blob.bytes, done: false });
      }
      tx.objectStore("records").put(record);
    });
    onChange();
    sender.kick();
    return read(record);
  }

  async function read(record) {
    const { view, body, ...rest } = record;
    let said = {};
    try { said = await decrypt(mine().key, view); } catch { said = { unreadable: true }; }
    return { ...said, ...rest, happened_at: said.happened_at || new Date(record.at).toISOString() };
  }

  async function own(id) {
    const record = await store.get("records", id);
    if (!record || record.author !== mine().id) throw new RangeError("not yours");
    return record;
  }

  const inside = { store, own, read, write, ask, now, onChange, kick: () => sender.kick() };
  const phone = {
    id: identity.value, clock, store, session, unlockOnline, ask, json, openStoreName: name,
    keys: () => keys,
    me: () => (me ? { id: me.id, name: me.name } : null),
    signedIn: () => (sessionOf ? sessionOf.officer : null),
    async officers() {
      const [rows, records] = await Promise.all([store.all("officers"), store.all("records")]);
      return rows.map((row) => {
        const theirs = records.filter((record) => record.author === row.id);
        return {
          id: row.id, name: row.name, hasPin: Boolean(row.pin), until: row.until,
          waiting: theirs.filter(waits).length, refused: theirs.filter(toMend).length,
        };
      });
    },
    async unlockWithPin(id, pin) { return enter(id, await (await import("./pin.js")).openWithPin(store, id, pin, now())); },
    async setPin(pin) { await (await import("./pin.js")).setPin(store, mine().id, mine().raw, pin); onChange(); },
    lock() { me = null; drafts.clear(); onChange(); },
    forgetSession() { sessionOf = null; csrf = ""; },
    async fetchBundle() {
      const had = (await phone.bundle()) || {};
      const answer = await ask(`bundle?outlines=${had.outlines || ""}&doors=${had.doors ? had.doors.digest : ""}`);
      if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") throw new NotSignedIn();
      if (!answer.ok) throw new TypeError(`bundle ${answer.status}`);
      const bundle = await json(answer);
      if (bundle.officer.id !== mine().id) throw new NotSignedIn();
      bundle.villages = bundle.villages || had.villages || [];
      if (bundle.doors && !bundle.doors.villages) bundle.doors = had.doors;
      await ifRoom(store.put("bundles", { id: mine().id, ...(await encrypt(mine().key, bundle)) }));
      return bundle;
    },
    async bundle() {
      const row = await store.get("bundles", mine().id);
      if (!row) return null;
      try { return await decrypt(mine().key, row); } catch { return null; }
    },
    async plateHash(bundleKey, plate) { return plateHash(await hmacKey(from64(bundleKey)), plate); },
    add: (kind, data, options) => write(kind, data, options),
    async addPhoto(parent, photo, { after = [], thumb = null } = {}) {
      const blob = await sealBlob(keys.seal, new Uint8Array(await photo.arrayBuffer()));
      const data = { ...parent, blob: blob.blob, sha256: blob.sha256, size: photo.size, type: photo.type || "" };
      return write("photo", data, { after, blob, thumb });
    },
    async records() {
      const who = mine().id;
      const rows = (await store.all("records")).filter((record) => record.author === who);
      rows.sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
      return Promise.all(rows.map(read));
    },
    // What is done to entries that lie here already.
    mend: async (id, data) => (await import("./mending.js")).mend(inside, id, data),
    retry: async (id) => (await import("./mending.js")).retry(inside, id),
    undo: async (id) => (await import("./mending.js")).undo(inside, id),
    remove: async (id) => (await import("./mending.js")).remove(inside, id),
    // What stands half written in a form.
    async draft(key, start) {
      const { openDraft } = await import("./drafts.js");
      if (!drafts.has(key)) drafts.set(key, openDraft({ store, who: mine() }, key, start));
      return (await drafts.get(key)).open(start);
    },
    async counts() {
      const [rows, officers] = await Promise.all([store.all("records"), store.all("officers")]);
      const ours = rows.filter((row) => me && row.author === me.id);
      const count = (test) => ours.filter(test).length;
      const others = officers.filter((row) => !me || row.id !== me.id).map((row) => ({
        name: row.name, waiting: rows.filter((record) => record.author === row.id && waits(record)).length,
      }));
      return {
        waiting: count(waits), refused: count(toMend), clash: count(toDecide), held: count((row) => row.state === "held"),
        delivered: count((row) => row.receipt && !photoLeft(row) && !toMend(row) && !toDecide(row)),
        others: others.filter((other) => other.waiting), ...sender.status(),
      };
    },
    // Whether a night without a signal can be trusted to this phone, and what is missing.
    readiness: async () => (await import("./readiness.js")).readiness(store, me),
    start: () => sender.start(), kick: () => sender.kick(), stop: () => sender.stop(),
  };
  const sender = makeSender(phone, {
    now, timers, onChange, believes: (answer, record) => believes(keys.sign, answer, record.id, record.sha256),
  });
  return phone;
}
