// After everything is sent: what became of it, what a restored station lacks, and what need not be kept any more.
import { ifRoom } from "./db.js";
import { toDecide, toMend, waits } from "./waits.js";

const DAY = 24 * 3600 * 1000;
const KEPT = 14 * DAY;
const OPEN = new Set(["delivered", "received", "held", "refused", "clash"]);
const SETTLED = new Set(["applied", "replaced", "dropped"]);
const AT_ONCE = 500;

// How the phone is: how much of what it holds is not wholly at the station, photos too.
async function standing(phone, rows) {
  const { store } = phone;
  const waiting = rows.filter(waits);
  const info = {
    waiting: waiting.length, refused: rows.filter((row) => toMend(row) || toDecide(row)).length,
    oldest_waiting_at: waiting.length ? new Date(Math.min(...waiting.map((row) => row.at))).toISOString() : null,
    clock_off_ms: ((await store.get("meta", "clock")) || {}).off_ms ?? null,
    app: globalThis.APP_VERSION || "", ...(phone.storageInfo || {}),
  };
  const signedIn = phone.signedIn();
  if (signedIn) info.mine_waiting = waiting.filter((row) => row.author === signedIn.id).length;
  return info;
}

export const tell = async (phone, now, post) => post("have", { ...(await standing(phone, await phone.store.all("records"))), ids: [] });

// What became of open ones; once a day of all that is kept here: a restored station asks for what it lost. Says whether
// something is to be sent again.
export async function have(phone, now, post) {
  const { store } = phone;
  const refill = now() - ((await store.get("meta", "refill")) || { at: 0 }).at > DAY;
  const rows = await store.all("records");
  const asked = rows.filter((row) => row.receipt && (refill || OPEN.has(row.state)));
  const info = await standing(phone, rows);
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
    if (again) {
      for (const { id, blob } of rows.filter((row) => row.blob)) {
        await store.update("blobs", blob, (row) => row && { ...row, done: false });
        await store.update("records", id, (row) => row && { ...row, blob_done: false });
      }
    }
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
