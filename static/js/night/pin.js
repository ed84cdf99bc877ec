// The PIN: six digits that open the view key without a signal. Wrong ones lock, ten throw the key away.
import { aes } from "./lock.js";
import { decrypt, encrypt, utf8 } from "./seal.js";

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

async function phoneKey(store) {
  const kept = await store.get("meta", "phone_key");
  if (kept) return kept.value;
  const value = await crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);
  await store.put("meta", { key: "phone_key", value });
  return (await store.get("meta", "phone_key")).value;
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
