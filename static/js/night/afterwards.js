// After everything is sent: what became of it, what a restored station lacks, and what need not be kept any more.
import { ifRoom } from "./db.js";

const DAY = 24 * 3600 * 1000;
const KEPT = 14 * DAY;
const OPEN = new Set(["delivered", "received", "held", "refused", "clash"]);
const BAD = new Set(["refused", "clash", "taken"]);
const SETTLED = new Set(["applied", "replaced", "dropped"]);
const AT_ONCE = 500;

// What became of open ones; once a day of all that is kept here: a restored station asks for what it lost. Says whether
// something is to be sent again.
export async function have(phone, now, post) {
  const { store } = phone;
  const refill = now() - ((await store.get("meta", "refill")) || { at: 0 }).at > DAY;
  const rows = await store.all("records");
  const waiting = rows.filter((row) => row.state === "waiting");
  const asked = rows.filter((row) => row.receipt && (refill || OPEN.has(row.state)));
  const info = {
    waiting: waiting.length, refused: rows.filter((row) => BAD.has(row.state)).length,
    oldest_waiting_at: waiting.length ? new Date(Math.min(...waiting.map((row) => row.at))).toISOString() : null,
    clock_off_ms: ((await store.get("meta", "clock")) || {}).off_ms ?? null,
    app: globalThis.APP_VERSION || "", ...(phone.storageInfo || {}),
  };
  const signedIn = phone.signedIn();
  if (signedIn) info.mine_waiting = waiting.filter((row) => row.author === signedIn.id).length;
  let again = false;
  for (let at = 0; at === 0 || at < asked.length; at += AT_ONCE) {
    const ids = asked.slice(at, at + AT_ONCE).map((row) => row.id);
    const { said } = await post("have", { ...info, ids });
    for (const id of ids) {
      const known = (said.records || {})[id];
      if (known) {
        await store.update("records", id, (row) => row && (row.state === "taken" || known.sha256 !== row.sha256 ? null
          : { ...row, state: known.state, errors: known.errors, waits_for: known.waits_for, made: known.made || {} }));
      } else if ((said.missing || []).includes(id)) {
        await store.update("records", id, (row) => row && { ...row, state: "waiting", receipt: null });
        again = true;
      }
    }
  }
  if (refill) {
    await ifRoom(store.put("meta", { key: "refill", at: now() }));
    if (again) for (const blob of await store.all("blobs")) await store.update("blobs", blob.sha256, (row) => row && { ...row, done: false });
  }
  return again;
}

// Nothing is ever deleted here that is not in the station's books and fourteen days old.
export async function tidy(store, now) {
  for (const row of await store.all("records")) {
    if (!row.receipt || !SETTLED.has(row.state) || now - row.made_at < KEPT) continue;
    await store.write(["records", "blobs"], (tx) => {
      tx.objectStore("records").delete(row.id);
      if (row.blob) tx.objectStore("blobs").delete(row.blob);
    });
  }
}
