// Sends what waits: everybody's, text before photos. Peek, send, note the receipt; nothing here ever deletes an entry.
import { bytesOf, photoToSend } from "./waits.js";

const PERIOD = 15000;
const SOON = 1000;
const LONGEST = 120000;
const BATCH = 50;
const SMALLEST = 4096;
const LARGEST = 131072;
const LEASE = 40000;
const UNDO = 10000;

// Stays here while it may be taken back. A phone's clock set back meanwhile must not make that hours.
export const heldBack = (row, now) => row.hold_until > now && row.hold_until - now <= UNDO;

class Stop extends Error { constructor(why) { super(why); this.why = why; } }

export function makeSender(phone, { now, timers, onChange, believes }) {
  const { store } = phone;
  const state = { sending: false, sent: 0, total: 0, bytes: 0, problem: "", online: true, last: 0 };
  let timer = 0;
  let pause = PERIOD;
  let moved = false; // something came through in this round
  // Bytes of one request: what a bad line lets through, found by halving after a cut and doubling after a success.
  const line = { portion: LARGEST / 2, smallest: SMALLEST };
  let halved = 0;
  let until = 0;
  let again = false;
  let stopped = true;

  async function answerOf(path, options) {
    let answer;
    try { answer = await phone.ask(path, options); } catch {
      if (options && Math.abs(now() - halved) > SOON) { // one cut ends several requests
        line.portion = Math.max(SMALLEST, line.portion / 2);
        halved = now();
      }
      throw new Stop("offline");
    }
    if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") { phone.forgetSession(); throw new Stop("sign_in"); }
    if (answer.status === 413 || answer.status === 422 || answer.status === 409 || answer.ok) {
      try { return { status: answer.status, said: await phone.json(answer) }; } catch { /* cut, or somebody else's page */ }
      if (answer.status === 413 || answer.status === 422) return { status: answer.status, said: {} };
    }
    throw new Stop(answer.status >= 500 ? "station" : "portal");
  }

  const photos = new Map(); // record -> bytes of its photo that the station has
  function came(bytes) {
    moved = true;
    state.bytes += bytes;
    line.portion = Math.min(LARGEST, line.portion * 2);
    onChange();
  }

  const post = (path, said) => answerOf(path, {
    method: "POST", body: JSON.stringify(said), headers: { "Content-Type": "application/json" },
  });

  async function note(record, answer) {
    if (!(await believes(answer, record))) {
      await store.update("records", record.id, (row) => row && { ...row, tries: row.tries + 1, last_error: "receipt" });
      return false;
    }
    await store.update("records", record.id, (row) => row && {
      ...row, state: answer.state, errors: answer.errors || {}, waits_for: answer.waits_for || "", tries: row.tries + 1,
      made: answer.made || {}, last_error: "", receipt: { received_at: answer.received_at, signature: answer.signature, sign_key: answer.sign_key },
    });
    state.sent += record.body.length;
    return true;
  }

  async function block(record, why) {
    await store.update("records", record.id, (row) => row && { ...row, tries: row.tries + 1, last_error: why, blocked: true });
  }

  async function sendRecords() {
    const all = await store.all("records");
    const rows = all.filter((row) => row.state === "waiting" && !row.blocked)
      .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    // What may still be taken back stays here, and with it what comes after it.
    const held = rows.findIndex((row) => heldBack(row, now()));
    until = held < 0 ? 0 : rows[held].hold_until;
    if (held >= 0) rows.length = held;
    photos.clear();
    state.sent = 0;
    state.total = bytesOf(all, rows);
    let size = BATCH;
    while (rows.length) {
      const batch = [];
      let bytes = 0;
      while (rows.length && batch.length < size && (!batch.length || bytes + rows[0].body.length < line.portion)) {
        bytes += rows[0].body.length;
        batch.push(rows.shift());
      }
      const { status, said } = await post("records", { records: batch.map(({ id, body }) => ({ id, body })) });
      if (status !== 200) {
        if (batch.length === 1) await block(batch[0], `station ${status}`);
        else { rows.unshift(...batch); size = 1; } // one of them is too much: each alone
        continue;
      }
      const answers = said.answers || [];
      let believed = 0;
      for (const [index, record] of batch.entries()) believed += await note(record, answers[index]);
      if (!believed) throw new Stop("receipt");
      came(bytes);
    }
  }

  async function round() {
    again = false;
    if (!phone.signedIn()) {
      try { await phone.session(); } catch (error) { throw new Stop(error.constructor.name === "NotSignedIn" ? "sign_in" : "offline"); }
    }
    await sendRecords();
    const later = (module) => module.catch(() => { throw new Stop("offline"); });
    const { have, tell, tidy } = await later(import("./afterwards.js"));
    if ((await store.all("records")).some(photoToSend)) {
      await tell(phone, now, post); // photos may take long: the station hears of them first
      const { sendPhotos } = await later(import("./photos.js"));
      await sendPhotos({ store, timers, answerOf, came, photos, line });
    }
    if (await have(phone, now, post)) again = true;
    await tidy(store, now());
  }

  // One tab at a time; a lease of a killed tab runs out.
  async function alone(work) {
    const locks = globalThis.navigator && navigator.locks;
    if (locks) return locks.request("night-sender", { ifAvailable: true }, (lock) => (lock ? work() : undefined));
    const token = Math.random();
    const row = await store.update("meta", "lease", (found) => (found && found.until > now() && found.until - now() <= LEASE ? null : { key: "lease", token, until: now() + LEASE }));
    if (!row || row.token !== token) return undefined;
    try { return await work(); } finally { await store.remove("meta", "lease"); }
  }

  async function run() {
    if (state.sending) { again = true; return; }
    state.sending = true;
    moved = false;
    onChange();
    try {
      await alone(round);
      state.problem = "";
      state.online = true;
      state.last = now();
      pause = PERIOD;
    } catch (error) {
      const full = error.name === "QuotaExceededError";
      if (!(error instanceof Stop || full)) throw error;
      state.problem = full ? "full" : error.why;
      state.online = !["offline", "portal"].includes(state.problem);
      pause = moved ? SOON : Math.min(LONGEST, pause * 2);
    } finally {
      state.sending = false;
      onChange();
      plan(again ? 50 : Math.min(pause, until ? Math.max(50, until - now() + 50) : pause));
    }
  }

  function plan(delay) {
    timers.clearTimeout(timer);
    if (!stopped) timer = timers.setTimeout(run, delay);
  }

  return {
    status: () => ({
      sending: state.sending, problem: state.problem, online: state.online,
      // In kB, text and photos.
      progress: {
        sent: Math.ceil([...photos.values()].reduce((sum, size) => sum + size, state.sent) / 1000), total: Math.ceil(state.total / 1000), bytes: state.bytes,
      },
    }),
    kick() { pause = PERIOD; return stopped ? undefined : run(); },
    start() {
      if (!stopped) return undefined;
      stopped = false;
      if (globalThis.addEventListener) {
        addEventListener("online", () => run());
        if (globalThis.document) document.addEventListener("visibilitychange", () => { if (!document.hidden) run(); });
        if (globalThis.navigator && navigator.serviceWorker) {
          navigator.serviceWorker.addEventListener("message", (event) => { if (event.data === "send") run(); });
        }
      }
      return run();
    },
    stop() { stopped = true; timers.clearTimeout(timer); },
    runOnce: run,
  };
}
