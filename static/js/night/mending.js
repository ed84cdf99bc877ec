// What an officer does to entries that lie on the phone already: mend, send again, take back, delete. Only their own.
import { heldBack } from "./sender.js";

const FINAL = new Set(["applied", "replaced", "dropped"]);

// The wrong entry stays as it was; a new one takes its place once the station has applied it.
export async function mend({ own, read, write }, id, data) {
  const old = await read(await own(id));
  const { device_at, happened_at, clock } = old; // it happened when it happened, not when it was mended
  return write(old.kind, data, { after: old.after, replaces: id, moment: { device_at, happened_at, clock } });
}

export async function retry({ store, own, onChange, kick }, id) {
  const { blob } = await own(id);
  await store.update("records", id, (row) => (FINAL.has(row.state) && !row.blob_blocked ? null
    : { ...row, state: row.receipt ? row.state : "waiting", last_error: "", blocked: false, ...(row.blob ? { blob_blocked: false, blob_done: false } : {}) }));
  // How far its photo is, the station says: it may have lost it.
  if (blob) await store.update("blobs", blob, (row) => row && { ...row, done: false, begun: true });
  onChange();
  return kick();
}

// Takes back what was tapped a moment ago and has not left the phone yet; says whether it could.
export async function undo({ store, own, now, onChange }, id) {
  await own(id);
  let gone = false;
  await store.write(["records"], (tx) => {
    const records = tx.objectStore("records");
    records.get(id).then((row) => {
      gone = Boolean(row) && row.state === "waiting" && heldBack(row, now());
      if (gone) records.delete(id);
    });
  });
  onChange();
  return gone;
}

// Only what is not in the station's books.
export async function remove({ store, own, ask, onChange }, id) {
  const record = await own(id);
  if (FINAL.has(record.state) && record.state !== "dropped") throw new RangeError("applied already");
  if (record.receipt && record.state !== "taken") {
    const answer = await ask("drop", {
      method: "POST", body: JSON.stringify({ id }), headers: { "Content-Type": "application/json" },
    });
    if (!answer.ok && answer.status !== 404) throw new TypeError(`drop ${answer.status}`);
  }
  await store.write(["records", "blobs"], (tx) => {
    tx.objectStore("records").delete(id);
    if (record.blob) tx.objectStore("blobs").delete(record.blob);
  });
  onChange();
}
