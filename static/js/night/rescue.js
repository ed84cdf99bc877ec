// The whole queue as one file: sealed as it lies there, so it may travel any way.
import { from64, to64 } from "./seal.js";

export async function exportRescue(phone) {
  const [records, blobs] = await Promise.all([phone.store.all("records"), phone.store.all("blobs")]);
  return {
    v: 1, phone: phone.id, made_at: new Date().toISOString(),
    records: records.map(({ id, body, author, kind, at, sha256, blob, view }) => ({
      id, body, author, kind, at, sha256, blob, view: { iv: to64(view.iv), ct: to64(view.ct) },
    })),
    blobs: blobs.map(({ sha256, bytes, author, record }) => ({ sha256, base64: to64(bytes), author, record })),
  };
}

// Puts a file back into the queue; what is here already stays as it is. Returns how many were new.
export async function importRescue(phone, file) {
  let fresh = 0;
  for (const blob of file.blobs || []) {
    if (await phone.store.get("blobs", blob.sha256)) continue;
    await phone.store.put("blobs", { ...blob, base64: undefined, bytes: from64(blob.base64), done: false });
  }
  for (const record of file.records || []) {
    if (await phone.store.get("records", record.id)) continue;
    fresh += 1;
    await phone.store.put("records", {
      ...record, view: { iv: from64(record.view.iv), ct: from64(record.view.ct) }, state: "waiting", errors: {},
      waits_for: "", tries: 0, last_error: "", receipt: null, made_at: record.at, ...(record.blob ? { blob_done: false } : {}),
    });
  }
  await phone.kick();
  return fresh;
}
