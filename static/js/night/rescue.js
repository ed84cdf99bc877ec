// What is not at the station yet as files: sealed as it lies there, so it may travel any way. What the station has is left
// out, and the rest is split so that a desk takes each part and a small phone can make it.
import { from64, to64 } from "./seal.js";
import { photoLeft, settled } from "./waits.js";

const LARGEST = 60 * 1000 * 1000;
const RECORDS = 2000;
const PHOTOS = 200;

// [{ids, bytes}], by time; `bytes` is near enough what the file will have.
export async function rescueParts(phone, { largest = LARGEST, most = RECORDS } = {}) {
  const rows = (await phone.store.all("records")).filter((row) => !settled(row) || photoLeft(row)).sort((one, other) => one.at - other.at);
  const parts = [];
  let part = null;
  for (const row of rows) {
    let bytes = row.body.length * 1.1 + (row.view.ct.byteLength * 4) / 3 + 400;
    const photo = photoLeft(row) ? row.blob_size ?? ((await phone.store.get("blobs", row.blob)) || { bytes: [] }).bytes.length : 0;
    bytes += (photo * 4) / 3;
    if (!part || part.bytes + bytes > largest || part.ids.length >= most || (photo && part.photos >= PHOTOS)) parts.push(part = { ids: [], bytes: 0, photos: 0 });
    part.ids.push(row.id);
    part.bytes += bytes;
    part.photos += photo ? 1 : 0;
  }
  return parts;
}

export async function exportRescue(phone, { ids }) {
  const records = [];
  const blobs = [];
  for (const key of ids) {
    const row = await phone.store.get("records", key);
    if (!row) continue; // deleted meanwhile
    const { id, body, author, kind, at, sha256, blob, view } = row;
    records.push({ id, body, author, kind, at, sha256, blob, view: { iv: to64(view.iv), ct: to64(view.ct) } });
    const photo = photoLeft(row) ? await phone.store.get("blobs", blob) : null;
    if (photo) blobs.push({ sha256: photo.sha256, base64: to64(photo.bytes), author: photo.author, record: photo.record });
  }
  return { v: 1, phone: phone.id, made_at: new Date().toISOString(), records, blobs };
}

// Puts a file back into the queue; what is here already stays as it is. Returns how many were new.
export async function importRescue(phone, file) {
  let fresh = 0;
  const sizes = new Map();
  for (const { base64, ...blob } of file.blobs || []) {
    const bytes = from64(base64);
    sizes.set(blob.sha256, bytes.length);
    if (!(await phone.store.get("blobs", blob.sha256))) await phone.store.put("blobs", { ...blob, bytes, done: false });
  }
  for (const record of file.records || []) {
    if (await phone.store.get("records", record.id)) continue;
    fresh += 1;
    await phone.store.put("records", {
      ...record, view: { iv: from64(record.view.iv), ct: from64(record.view.ct) }, state: "waiting", errors: {},
      waits_for: "", tries: 0, last_error: "", receipt: null, made_at: record.at,
      ...(record.blob ? { blob_size: sizes.get(record.blob) || 0, blob_done: !sizes.has(record.blob) } : {}),
    });
  }
  await phone.kick();
  return fresh;
}
