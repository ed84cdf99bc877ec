// View keys: what an officer sees of the phone's records opens with the PIN (pin.js), or with an online session. The sealed
// records themselves need neither to be sent.
import { ifRoom } from "./db.js";
import { decrypt, encrypt, from64 } from "./seal.js";

export const aes = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

// The row of an officer after an online session: makes the view key the first time, opens it with the station's key.
export async function openOnline(store, session) {
  const unlock = await aes(from64(session.unlock_key));
  const row = (await store.get("officers", session.officer.id)) || { id: session.officer.id, tries: 0, until: 0 };
  row.name = session.officer.name;
  let raw = null;
  if (row.online) {
    try { raw = await decrypt(unlock, row.online, true); } catch { raw = null; }
  }
  const fresh = !raw;
  if (fresh) {
    raw = crypto.getRandomValues(new Uint8Array(32));
    row.online = await encrypt(unlock, raw);
    row.pin = null;
  }
  row.tries = 0;
  row.until = 0;
  const writing = store.put("officers", row);
  await (fresh ? writing : ifRoom(writing)); // a new key must be kept, the rest is known
  return { row, raw, key: await aes(raw) };
}
