// A station in memory: it really opens what phones seal and really signs. Faults are switched on by the test.
import { from64, hex, sha256, to64, utf8 } from "../../static/js/night/seal.js";

const P256 = { name: "ECDH", namedCurve: "P-256" };

export async function makeStation() {
  const seal = await crypto.subtle.generateKey(P256, true, ["deriveBits"]);
  const sign = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const raw = async (key) => to64(await crypto.subtle.exportKey("raw", key));
  const keys = {
    seal: { id: "k1", key: await raw(seal.publicKey) }, sign: { id: "k1", key: await raw(sign.publicKey) },
  };
  const station = {
    keys, officer: { id: 7, name: "Chen", kind: "police" }, time: Date.parse("2026-09-03T12:00:00Z"),
    stored: new Map(), blobs: new Map(), states: new Map(), rivals: [], calls: [], told: [], fault: null, authorKeys: {},
    maxRecords: 100, liar: false, altered: false,
  };

  async function derived(point, info) {
    const peer = await crypto.subtle.importKey("raw", point, P256, false, []);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, seal.privateKey, 256);
    const drawn = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    return crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) }, drawn,
      { name: "AES-GCM", length: 256 }, false, ["decrypt"],
    );
  }

  station.open = async (id, body) => {
    const outer = JSON.parse(body);
    const key = await derived(from64(outer.epk), `prevention record|${id}`);
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: from64(outer.iv), additionalData: utf8(id) }, key, from64(outer.ct),
    );
    const inner = JSON.parse(new TextDecoder().decode(plain));
    return { said: JSON.parse(inner.body), inner };
  };
  station.openBlob = async (digest, bytes) => {
    const at = 4 + bytes[3];
    const bound = `prevention blob|${digest}`;
    const key = await derived(bytes.slice(at, at + 65), bound);
    return new Uint8Array(await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: bytes.slice(at + 65, at + 77), additionalData: utf8(bound) }, key, bytes.slice(at + 77),
    ));
  };

  async function receive({ id, body }) {
    const digest = await sha256(utf8(body));
    let status = 201;
    if (!station.stored.has(id)) station.stored.set(id, { body, digest, received_at: new Date(station.time).toISOString() });
    else if (station.stored.get(id).digest === digest) status = 200;
    else { status = 409; station.rivals.push({ id, body }); }
    const { received_at } = station.stored.get(id);
    const words = utf8(`receipt|${id}|${digest}|${received_at}`);
    const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, sign.privateKey, station.liar ? utf8("x") : words);
    const fate = station.states.get(id) || { state: "applied", errors: {} };
    return {
      id, status, sha256: digest, received_at, sign_key: "k1", signature: to64(signature), waits_for: "",
      ...(status === 409 ? { state: "taken", errors: {} } : fate), server_time: new Date(station.time).toISOString(),
    };
  }

  const json = (said, status = 200) =>
    new Response(JSON.stringify(said), { status, headers: { "Content-Type": "application/json" } });

  station.fetch = async (url, options = {}) => {
    const path = url.replace("/api/sync/", "");
    const name = path.split("/")[0];
    station.calls.push({ path, method: options.method || "GET", headers: options.headers });
    const fault = station.fault && station.fault(name, options);
    if (fault === "offline") throw new TypeError("Failed to fetch");
    if (typeof fault === "number") return json({ detail: "no" }, fault);
    if (fault === "portal") return new Response("<html>Welcome</html>", { headers: { "Content-Type": "text/html" } });
    let answer = await reply(name, path, options);
    if (fault === "cut") throw new TypeError("cut after the station had stored it");
    if (fault === "garbled") answer = new Response("{\"answers\": [", { headers: { "Content-Type": "application/json" } });
    return answer;
  };

  async function reply(name, path, options) {
    const said = typeof options.body === "string" ? JSON.parse(options.body) : null;
    if (name === "session") {
      const phone = options.headers["X-Phone"];
      const who = station.officer;
      const secret = async (use) => new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(`${use}|${phone}|${who.id}`)));
      station.authorKeys[who.id] = await secret("author");
      return json({
        officer: who, csrf: "token", server_time: new Date(station.time).toISOString(), keys,
        author_key: to64(await secret("author")), unlock_key: to64(await secret("unlock")),
      });
    }
    if (name.split("?")[0] === "bundle") return json({ v: 1, officer: station.officer, rounds: [] });
    if (name === "records") {
      if (said.records.length > station.maxRecords) return json({}, 413);
      const answers = [];
      for (const record of said.records) answers.push(await receive(record));
      return json({ answers });
    }
    if (name === "have") {
      station.heard = said;
      station.told.push(said);
      const known = {};
      for (const id of said.ids) {
        const row = station.stored.get(id);
        if (row) known[id] = { sha256: row.digest, waits_for: "", ...(station.states.get(id) || { state: "applied", errors: {} }) };
      }
      return json({ server_time: new Date(station.time).toISOString(), records: known, missing: said.ids.filter((id) => !known[id]) });
    }
    if (name === "drop") return json({ state: "dropped" });
    const digest = path.split("/")[1];
    const blob = station.blobs.get(digest) || { bytes: new Uint8Array(0), complete: false };
    if (options.method !== "PUT") return json({ received: blob.bytes.length, complete: blob.complete });
    const offset = Number(options.headers["Upload-Offset"]);
    if (offset !== blob.bytes.length) return json({ received: blob.bytes.length, complete: false }, 409);
    const body = station.altered ? options.body.map((byte) => byte ^ 1) : options.body;
    blob.bytes = new Uint8Array([...blob.bytes, ...body]);
    if (blob.bytes.length === Number(options.headers["Upload-Length"])) {
      blob.complete = hex(await crypto.subtle.digest("SHA-256", blob.bytes)) === digest;
      if (!blob.complete) {
        blob.bytes = new Uint8Array(0);
        station.blobs.set(digest, blob);
        return json({ received: 0, complete: false }, 422);
      }
    }
    station.blobs.set(digest, blob);
    return json({ received: blob.bytes.length, complete: blob.complete });
  }
  return station;
}
