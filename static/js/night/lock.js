// View keys: what an officer sees of the phone's records opens with the PIN, or with an online session. The sealed
// records themselves need neither to be sent.
import { ifRoom } from "./db.js";
import { decrypt, encrypt, from64, utf8 } from "./seal.js";

const ROUNDS = 310000;
const FREE_TRIES = 5;
const LAST_TRY = 10;
const MINUTE = 60000;
const AES = { name: "AES-GCM", length: 256 };

export class WrongPin extends Error { constructor(left) { super("wrong pin"); this.left = left; } }
export class LockedOut extends Error { constructor(until) { super("locked out"); this.until = until; } }
export class KeyGone extends Error {}

async function pinKey(pin, salt) {
  const base = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, base, AES, false, ["encrypt", "decrypt"],
  );
}

const aes = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

async function phoneKey(store) {
  const kept = await store.get("meta", "phone_key");
  if (kept) return kept.value;
  const value = await crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);
  await store.put("meta", { key: "phone_key", value });
  return (await store.get("meta", "phone_key")).value;
}

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

export async function setPin(store, officer, raw, pin) {
  if (!/^\d{6}$/.test(pin)) throw new RangeError("six digits");
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const inner = await encrypt(await pinKey(pin, salt), raw);
  const sealed = await encrypt(await phoneKey(store), new Uint8Array([...inner.iv, ...new Uint8Array(inner.ct)]));
  await store.update("officers", officer, (row) => ({ ...row, pin: { salt, sealed }, tries: 0, until: 0 }));
}

// The raw view key. A try is counted before it is judged, so that a killed page gives no free one.
export async function openWithPin(store, officer, pin, now) {
  const row = await store.get("officers", officer);
  if (!row || !row.pin) throw new KeyGone("no pin");
  if (row.until > now) throw new LockedOut(row.until);
  const tries = row.tries + 1;
  const until = tries >= FREE_TRIES ? now + MINUTE * 2 ** (tries - FREE_TRIES) : 0;
  await store.update("officers", officer, (found) => ({ ...found, tries, until }));
  try {
    const outer = await decrypt(await phoneKey(store), row.pin.sealed, true);
    const raw = await decrypt(await pinKey(pin, row.pin.salt), { iv: outer.slice(0, 12), ct: outer.slice(12) }, true);
    await store.update("officers", officer, (found) => ({ ...found, tries: 0, until: 0 }));
    return { raw, key: await aes(raw) };
  } catch (error) {
    if (tries >= LAST_TRY) {
      await store.update("officers", officer, (found) => ({ ...found, pin: null, online: null, tries: 0, until: 0 }));
      throw new KeyGone("ten wrong tries");
    }
    if (until) throw new LockedOut(until);
    throw new WrongPin(FREE_TRIES - tries);
  }
}
