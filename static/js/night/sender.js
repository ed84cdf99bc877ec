// Sends what waits: everybody's, text before photos. Peek, send, note the receipt; nothing here ever deletes an entry
// that is not delivered and fourteen days old.
const PERIOD = 15000;
const LONGEST = 120000;
const BATCH = 50;
const BATCH_BYTES = 200000;
const PIECE = 128 * 1024;
const KEPT = 14 * 24 * 3600 * 1000;
const OPEN = new Set(["delivered", "received", "held", "refused", "clash"]);
const LEASE = 40000;

class Stop extends Error { constructor(why) { super(why); this.why = why; } }

export function makeSender(phone, { now, timers, onChange, believes }) {
  const { store } = phone;
  const state = { sending: false, sent: 0, total: 0, bytes: 0, problem: "", online: true, last: 0 };
  let timer = 0;
  let pause = PERIOD;
  let again = false;
  let stopped = true;

  async function answerOf(path, options) {
    let answer;
    try { answer = await phone.ask(path, options); } catch { throw new Stop("offline"); }
    if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") { phone.forgetSession(); throw new Stop("sign_in"); }
    if (answer.status === 413 || answer.status === 422 || answer.status === 409 || answer.ok) {
      try { return { status: answer.status, said: await phone.json(answer) }; } catch { /* cut, or somebody else's page */ }
      if (answer.status === 413 || answer.status === 422) return { status: answer.status, said: {} };
    }
    throw new Stop(answer.status >= 500 ? "station" : "portal");
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
      last_error: "", receipt: { received_at: answer.received_at, signature: answer.signature, sign_key: answer.sign_key },
    });
    state.sent += 1;
    return true;
  }

  async function block(record, why) {
    await store.update("records", record.id, (row) => row && { ...row, tries: row.tries + 1, last_error: why, blocked: true });
  }

  async function sendRecords() {
    const rows = (await store.all("records")).filter((row) => row.state === "waiting" && !row.blocked)
      .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    state.total = rows.length;
    state.sent = 0;
    let size = BATCH;
    while (rows.length) {
      const batch = [];
      let bytes = 0;
      while (rows.length && batch.length < size && (!batch.length || bytes + rows[0].body.length < BATCH_BYTES)) {
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
      state.bytes += bytes;
      onChange();
      if (!believed) throw new Stop("receipt");
    }
  }

  async function sendBlob(blob) {
    let { said } = await answerOf(`blobs/${blob.sha256}`);
    while (!said.complete) {
      const from = said.received;
      const piece = blob.bytes.slice(from, from + PIECE);
      const { status, said: next } = await answerOf(`blobs/${blob.sha256}`, {
        method: "PUT", body: piece,
        headers: { "Content-Type": "application/octet-stream", "Upload-Offset": String(from), "Upload-Length": String(blob.bytes.length) },
      });
      if (status === 413 || (status !== 409 && next.received <= from && !next.complete)) {
        await store.update("blobs", blob.sha256, (row) => row && { ...row, blocked: true });
        return;
      }
      said = next;
      state.bytes += piece.length;
      onChange();
    }
    await store.update("blobs", blob.sha256, (row) => row && { ...row, done: true });
  }

  async function sendBlobs() {
    for (const blob of await store.all("blobs")) if (!blob.done && !blob.blocked) await sendBlob(blob);
  }

  // What became of open ones; once a day of all that is kept here: a restored station asks for what it lost.
  async function have() {
    const refill = now() - ((await store.get("meta", "refill")) || { at: 0 }).at > 24 * 3600 * 1000;
    const rows = await store.all("records");
    const waiting = rows.filter((row) => row.state === "waiting");
    const asked = rows.filter((row) => row.receipt && (refill || OPEN.has(row.state)));
    const info = {
      waiting: waiting.length, refused: rows.filter((row) => ["refused", "clash", "taken"].includes(row.state)).length,
      oldest_waiting_at: waiting.length ? new Date(Math.min(...waiting.map((row) => row.at))).toISOString() : null,
      clock_off_ms: ((await store.get("meta", "clock")) || {}).off_ms ?? null,
      app: globalThis.APP_VERSION || "", ...(phone.storageInfo || {}),
    };
    const signedIn = phone.signedIn();
    if (signedIn) info.mine_waiting = waiting.filter((row) => row.author === signedIn.id).length;
    for (let at = 0; at === 0 || at < asked.length; at += 500) {
      const ids = asked.slice(at, at + 500).map((row) => row.id);
      const { said } = await post("have", { ...info, ids });
      for (const id of ids) {
        const known = (said.records || {})[id];
        if (known) await store.update("records", id, (row) => row && (row.state === "taken" || known.sha256 !== row.sha256 ? null : { ...row, state: known.state, errors: known.errors, waits_for: known.waits_for }));
        else if ((said.missing || []).includes(id)) {
          await store.update("records", id, (row) => row && { ...row, state: "waiting", receipt: null });
          again = true;
        }
      }
    }
    if (refill) {
      await store.put("meta", { key: "refill", at: now() });
      if (again) for (const blob of await store.all("blobs")) await store.update("blobs", blob.sha256, (row) => row && { ...row, done: false });
    }
  }

  async function tidy() {
    const records = await store.all("records");
    for (const row of records) {
      const settled = ["applied", "replaced", "dropped"].includes(row.state);
      if (!row.receipt || !settled || now() - row.made_at < KEPT) continue;
      await store.write(["records", "blobs"], (tx) => {
        tx.objectStore("records").delete(row.id);
        if (row.blob) tx.objectStore("blobs").delete(row.blob);
      });
    }
  }

  async function round() {
    again = false;
    if (!phone.signedIn()) {
      try { await phone.session(); } catch (error) { throw new Stop(error.constructor.name === "NotSignedIn" ? "sign_in" : "offline"); }
    }
    await sendRecords();
    await sendBlobs();
    await have();
    await tidy();
  }

  // One tab at a time; a lease of a killed tab runs out.
  async function alone(work) {
    const locks = globalThis.navigator && navigator.locks;
    if (locks) return locks.request("night-sender", { ifAvailable: true }, (lock) => (lock ? work() : undefined));
    const token = Math.random();
    const row = await store.update("meta", "lease", (found) => (found && found.until > now() ? null : { key: "lease", token, until: now() + LEASE }));
    if (!row || row.token !== token) return undefined;
    try { return await work(); } finally { await store.remove("meta", "lease"); }
  }

  async function run() {
    if (state.sending) { again = true; return; }
    state.sending = true;
    onChange();
    try {
      await alone(round);
      state.problem = "";
      state.online = true;
      state.last = now();
      pause = PERIOD;
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      state.problem = error.why;
      state.online = error.why !== "offline" && error.why !== "portal";
      pause = Math.min(LONGEST, pause * 2);
    } finally {
      state.sending = false;
      onChange();
      plan(again ? 50 : pause);
    }
  }

  function plan(delay) {
    timers.clearTimeout(timer);
    if (!stopped) timer = timers.setTimeout(run, delay);
  }

  return {
    status: () => ({
      sending: state.sending, problem: state.problem, online: state.online,
      progress: { sent: state.sent, total: state.total, bytes: state.bytes },
    }),
    kick() { pause = PERIOD; return stopped ? undefined : run(); },
    start() {
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
