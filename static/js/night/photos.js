// Photos on their way: in pieces, where they were cut, several at a time.
import { photoToSend } from "./waits.js";

const LANES = 4;
const REST = 1000;
const STALLS = 3; // one that comes no further, or arrives altered, is sent so often before its author is asked

export async function sendPhotos({ store, timers, answerOf, came, photos, line }) {
  const note = (record, values) => store.update("records", record.id, (row) => row && { ...row, ...values });

  async function send(record) {
    const blob = await store.get("blobs", record.blob);
    if (!blob || blob.done) { await note(record, { blob_done: true }); return; }
    // Where one that was begun goes on is for the station to say; a fresh one saves the question.
    let said = { received: 0 };
    if (blob.begun) ({ said } = await answerOf(`blobs/${blob.sha256}`));
    else await store.update("blobs", blob.sha256, (row) => row && { ...row, begun: true });
    let stalls = 0;
    while (!said.complete) {
      const from = said.received || 0; // one that arrived altered begins anew
      photos.set(record.id, from);
      const piece = blob.bytes.slice(from, from + line.portion);
      const { status, said: next } = await answerOf(`blobs/${blob.sha256}`, {
        method: "PUT", body: piece,
        headers: { "Content-Type": "application/octet-stream", "Upload-Offset": String(from), "Upload-Length": String(blob.bytes.length) },
      });
      if (status === 413) line.portion = Math.max(line.smallest, line.portion / 4);
      if (next.complete || next.received > from) {
        photos.set(record.id, next.complete ? blob.bytes.length : next.received);
        came(piece.length);
      } else if ((stalls += 1) >= STALLS) { await note(record, { blob_blocked: true, last_error: `photo ${status}` }); return; }
      said = next;
    }
    photos.set(record.id, blob.bytes.length);
    await store.update("blobs", blob.sha256, (row) => row && { ...row, done: true });
    await note(record, { blob_done: true });
  }

  // On a line that loses packets four lanes carry four times what one does. A lane that is cut rests and goes on; when
  // nothing comes through any more they all stop.
  const left = (await store.all("records")).filter(photoToSend);
  let misses = 0;
  let stop = null;
  const lane = async () => {
    while (left.length && !stop) {
      const record = left.shift();
      try { await send(record); misses = 0; } catch (error) {
        misses += 1;
        if (error.why !== "offline" || misses > LANES * 2) { stop = stop || error; return; }
        left.push(record);
        await new Promise((done) => { timers.setTimeout(done, REST); });
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (stop) throw stop;
}
