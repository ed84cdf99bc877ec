// Sends what waits: everybody's, text before photos. Peek, send, note the receipt; nothing here ever deletes an entry.
const PERIOD = 15000;
const SOON = 1000;
const LONGEST = 120000;
const BATCH = 50;
const SMALLEST = 4096;
const LARGEST = 131072;
const LANES = 4;
const LEASE = 40000;

class Stop extends Error { constructor(why) { super(why); this.why = why; } }

export function makeSender(phone, { now, timers, onChange, believes }) {
  const { store } = phone;
  const state = { sending: false, sent: 0, total: 0, bytes: 0, problem: "", online: true, last: 0 };
  let timer = 0;
  let pause = PERIOD;
  let moved = false; // something came through in this round
  // Bytes of one request: what a bad line lets through, found by halving after a cut and doubling after a success.
  let portion = LARGEST / 2;
  let halved = 0;
  let until = 0;
  let again = false;
  let stopped = true;

  async function answerOf(path, options) {
    let answer;
    try { answer = await phone.ask(path, options); } catch {
      if (options && now() - halved > SOON) { // one cut ends several requests
        portion = Math.max(SMALLEST, portion / 2);
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

  function came(bytes) {
    moved = true;
    state.bytes += bytes;
    portion = Math.min(LARGEST, portion * 2);
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
    state.sent += 1;
    return true;
  }

  async function block(record, why) {
    await store.update("records", record.id, (row) => row && { ...row, tries: row.tries + 1, last_error: why, blocked: true });
  }

  async function sendRecords() {
    const rows = (await store.all("records")).filter((row) => row.state === "waiting" && !row.blocked)
      .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    // What may still be taken back stays here, and with it what comes after it.
    const held = rows.findIndex((row) => row.hold_until > now());
    until = held < 0 ? 0 : rows[held].hold_until;
    if (held >= 0) rows.length = held;
    state.total = rows.length;
    state.sent = 0;
    let size = BATCH;
    while (rows.length) {
      const batch = [];
      let bytes = 0;
      while (rows.length && batch.length < size && (!batch.length || bytes + rows[0].body.length < portion)) {
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

  async function sendBlob(blob) {
    // Where one that was begun goes on is for the station to say; a fresh one saves the question.
    let said = { received: 0 };
    if (blob.begun) ({ said } = await answerOf(`blobs/${blob.sha256}`));
    else await store.update("blobs", blob.sha256, (row) => row && { ...row, begun: true });
    while (!said.complete) {
      const from = said.received;
      const piece = blob.bytes.slice(from, from + portion);
      const { status, said: next } = await answerOf(`blobs/${blob.sha256}`, {
        method: "PUT", body: piece,
        headers: { "Content-Type": "application/octet-stream", "Upload-Offset": String(from), "Upload-Length": String(blob.bytes.length) },
      });
      if (status === 413 || (status !== 409 && next.received <= from && !next.complete)) {
        await store.update("blobs", blob.sha256, (row) => row && { ...row, blocked: true });
        return;
      }
      said = next;
      came(piece.length);
    }
    await store.update("blobs", blob.sha256, (row) => row && { ...row, done: true });
  }

  // On a line that loses packets four lanes carry four times what one does. A lane that is cut rests and goes on; when
  // nothing comes through any more they all stop.
  async function sendBlobs() {
    const left = (await store.all("blobs")).filter((blob) => !blob.done && !blob.blocked);
    let misses = 0;
    let stop = null;
    const lane = async () => {
      while (left.length && !stop) {
        const blob = left.shift();
        try { await sendBlob(blob); misses = 0; } catch (error) {
          misses += 1;
          if (error.why !== "offline" || misses > LANES * 2) { stop = stop || error; return; }
          left.push({ ...blob, begun: true });
          await new Promise((done) => { timers.setTimeout(done, SOON); });
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (stop) throw stop;
  }

  async function round() {
    again = false;
    if (!phone.signedIn()) {
      try { await phone.session(); } catch (error) { throw new Stop(error.constructor.name === "NotSignedIn" ? "sign_in" : "offline"); }
    }
    await sendRecords();
    await sendBlobs();
    const { have, tidy } = await import("./afterwards.js").catch(() => { throw new Stop("offline"); });
    if (await have(phone, now, post)) again = true;
    await tidy(store, now());
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
      progress: { sent: state.sent, total: state.total, bytes: state.bytes },
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
