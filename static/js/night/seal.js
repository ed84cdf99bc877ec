// Sealing to the station, proving the author, believing receipts: docs/offline.md. Only WebCrypto.
const text = new TextEncoder();
const EMPTY = new Uint8Array(0);
const P256 = { name: "ECDH", namedCurve: "P-256" };

export const to64 = (bytes) => {
  let out = "";
  const view = new Uint8Array(bytes);
  for (let at = 0; at < view.length; at += 8192) out += String.fromCharCode(...view.subarray(at, at + 8192));
  return btoa(out);
};
export const from64 = (coded) => Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
export const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
export const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
export const utf8 = (words) => text.encode(words);

async function lock(station, plain, info, bound) {
  const own = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
  const peer = await crypto.subtle.importKey("raw", from64(station.key), P256, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, own.privateKey, 256);
  const drawn = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: EMPTY, info: text.encode(info) }, drawn,
    { name: "AES-GCM", length: 256 }, false, ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(bound) }, key, plain);
  return { point: new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey)), iv, closed: new Uint8Array(closed) };
}

// The envelope's text. `tagKey` is the author's HMAC key, `station` {id, key}.
export async function sealRecord(station, tagKey, id, said) {
  const body = JSON.stringify(said);
  const tag = to64(await crypto.subtle.sign("HMAC", tagKey, text.encode(body)));
  const { point, iv, closed } = await lock(
    station, text.encode(JSON.stringify({ body, tag })), `prevention record|${id}`, id,
  );
  return JSON.stringify({ v: 1, seal: station.id, epk: to64(point), iv: to64(iv), ct: to64(closed) });
}

// {sha256 of the original, blob: SHA-256 of the sealed bytes, bytes}
export async function sealBlob(station, original) {
  const digest = await sha256(original);
  const bound = `prevention blob|${digest}`;
  const { point, iv, closed } = await lock(station, original, bound, bound);
  const name = text.encode(station.id);
  const bytes = new Uint8Array(await new Blob(["PB1", Uint8Array.of(name.length), name, point, iv, closed]).arrayBuffer());
  return { sha256: digest, blob: await sha256(bytes), bytes };
}

export async function believes(sign, answer, id, digest) {
  if (!answer || answer.id !== id || answer.sha256 !== digest || answer.sign_key !== sign.id) return false;
  try {
    const key = await crypto.subtle.importKey(
      "raw", from64(sign.key), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"],
    );
    return await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" }, key, from64(answer.signature),
      text.encode(`receipt|${answer.id}|${answer.sha256}|${answer.received_at}`),
    );
  } catch { return false; }
}

export const hmacKey = (raw) =>
  crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

// As jurisdiction/plates.normalise: one width, upper case, without separators, until nothing changes any more.
const SEPARATORS = /[ \t\r\n\u3000·•・.。‧∙\-‐‑–—−_\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
export function normalPlate(raw) {
  let plate = raw;
  for (;;) {
    const evened = plate.normalize("NFKC").toUpperCase().replace(SEPARATORS, "");
    if (evened === plate) return plate;
    plate = evened;
  }
}

export async function plateHash(key, plate) {
  return hex(await crypto.subtle.sign("HMAC", key, text.encode(normalPlate(plate)))).slice(0, 16);
}

export async function encrypt(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = value instanceof Uint8Array ? value : text.encode(JSON.stringify(value));
  return { iv, ct: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain) };
}

export async function decrypt(key, { iv, ct }, raw = false) {
  const plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, ct));
  return raw ? plain : JSON.parse(new TextDecoder().decode(plain));
}
