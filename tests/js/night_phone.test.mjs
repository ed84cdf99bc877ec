import assert from "node:assert/strict";
import { test } from "node:test";
import "./indexeddb.mjs";
import { makeClock } from "../../static/js/night/clock.js";
import { uuid7 } from "../../static/js/night/ids.js";
import { NotSignedIn, openPhone } from "../../static/js/night/phone.js";
import { KeyGone, LockedOut, WrongPin } from "../../static/js/night/pin.js";
import { exportRescue, importRescue, rescueParts } from "../../static/js/night/rescue.js";
import { from64, hmacKey, normalPlate, plateHash, to64, utf8 } from "../../static/js/night/seal.js";
import { makeStation } from "./station.mjs";

let count = 0;
const timers = { setTimeout: (work, delay) => (delay <= 1000 ? setTimeout(work) : 0), clearTimeout };

async function scene({ station, name = `night-${(count += 1)}` } = {}) {
  const home = station || (await makeStation());
  const time = { wall: home.time, mono: 0 };
  const phone = await openPhone({
    fetch: home.fetch, now: () => time.wall, mono: () => time.mono, name, timers,
  });
  const pass = (ms) => { time.wall += ms; time.mono += ms; };
  return { station: home, phone, time, pass, name };
}

async function signedIn(options) {
  const made = await scene(options);
  await made.phone.unlockOnline();
  return made;
}

const secure = (phone, round = 1) => phone.add("check.secure", { round, place: null });
const states = async (phone) => (await phone.records()).map((record) => record.state);
// The sender runs when asked: of the test's timers only short rests fire, and at once.
async function drain(phone) { phone.forgetSession(); await phone.start(); phone.stop(); }

test("keys sort by time and carry their version", () => {
  const keys = [1, 1, 1, 2, 3].map((at) => uuid7(1956900000000 + at));
  assert.deepEqual([...keys].sort(), keys);
  assert.match(keys[0], /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a clock turned in the night moves nothing", () => {
  const time = { wall: 1000000, mono: 0 };
  const clock = makeClock({ wall: () => time.wall, mono: () => time.mono });
  clock.measure(5000000, 0, 200);
  time.mono = 60100;
  time.wall -= 7200000;
  const said = clock.now();
  assert.equal(Date.parse(said.happened_at), 5060000);
  assert.equal(said.clock.steady, true);
});

test("an offset from an earlier life counts for a day", () => {
  const make = (wall) => makeClock({ wall: () => wall, mono: () => 0, stored: { off_ms: 60000, measured_at: 1000 } });
  assert.equal(Date.parse(make(5000).now().happened_at), 65000);
  assert.equal(make(5000).now().clock.steady, true);
  assert.equal(make(5000 + 25 * 3600000).now().clock.steady, false);
});

test("plates are evened out as the station does it, and hashed under its key", async () => {
  assert.equal(normalPlate(" 闽g·１２３４５ "), "闽G12345");
  assert.equal(normalPlate("闽G—123.45"), "闽G12345");
  const key = await hmacKey(utf8("key"));
  assert.equal(await plateHash(key, "闽G12345"), await plateHash(key, "闽g 12345"));
  assert.match(await plateHash(key, "闽G12345"), /^[0-9a-f]{16}$/);
});

test("what is logged is in the database before it is shown, and sealed", async () => {
  const { phone, station } = await signedIn();
  station.fault = () => "offline";
  const record = await phone.add("vehicle.found", { round: 1, plate: "闽G12345" });
  assert.equal(record.state, "waiting");
  const row = await phone.store.get("records", record.id);
  assert.ok(!JSON.stringify(row).includes("12345"));
  const { said } = await station.open(record.id, row.body);
  assert.deepEqual(said.data, { round: 1, plate: "闽G12345" });
  assert.equal(said.author, 7);
});

test("a signed receipt marks as delivered, and nothing else does", async () => {
  const { phone, station } = await signedIn();
  await secure(phone);
  station.liar = true;
  await drain(phone);
  assert.deepEqual(await states(phone), ["waiting"]);
  station.liar = false;
  await drain(phone);
  assert.deepEqual(await states(phone), ["applied"]);
  assert.ok((await phone.records())[0].receipt.signature);
});

for (const fault of ["offline", "cut", "garbled", "portal", 400, 401, 403, 413, 422, 500, 503]) {
  test(`the queue never shrinks when the station answers ${fault}`, async () => {
    const { phone, station } = await signedIn();
    for (let index = 0; index < 5; index += 1) await secure(phone, index);
    station.fault = (name) => (name === "records" ? fault : null);
    await drain(phone);
    assert.equal((await phone.records()).length, 5);
    assert.deepEqual(new Set(await states(phone)), new Set(["waiting"]));
    station.fault = null;
    for (const record of await phone.records()) await phone.retry(record.id);
    await drain(phone);
    assert.deepEqual(new Set(await states(phone)), new Set(["applied"]));
    assert.equal(station.stored.size, 5);
  });
}

test("a batch that is too large is sent one by one", async () => {
  const { phone, station } = await signedIn();
  for (let index = 0; index < 4; index += 1) await secure(phone, index);
  station.maxRecords = 1;
  await drain(phone);
  assert.equal(station.stored.size, 4);
});

test("refused entries keep their reasons and are mended by new ones", async () => {
  const { phone, station } = await signedIn();
  station.fault = () => "offline";
  const wrong = await phone.add("vehicle.found", { round: 1, plate: "", open_parts: [] });
  station.fault = null;
  station.states.set(wrong.id, { state: "refused", errors: { open_parts: "choose one" } });
  await drain(phone);
  const [seen] = await phone.records();
  assert.deepEqual([seen.state, seen.errors], ["refused", { open_parts: "choose one" }]);
  assert.equal((await phone.counts()).refused, 1);
  const mended = await phone.mend(wrong.id, { round: 1, plate: "", open_parts: ["door"] });
  assert.equal(mended.replaces, wrong.id);
  station.states.set(wrong.id, { state: "replaced", errors: {} });
  await drain(phone);
  assert.deepEqual(await states(phone), ["replaced", "applied"]);
});

test("a mended entry keeps the time of what happened, not of the mending", async () => {
  const { phone, station, pass } = await signedIn();
  const wrong = await phone.add("vehicle.found", { round: 1, open_parts: [] });
  station.states.set(wrong.id, { state: "refused", errors: { open_parts: "choose one" } });
  await drain(phone);
  pass(5 * 3600000);
  const mended = await phone.mend(wrong.id, { round: 1, open_parts: ["door"] });
  const { said } = await station.open(mended.id, (await phone.store.get("records", mended.id)).body);
  for (const name of ["device_at", "happened_at", "clock"]) assert.deepEqual(said[name], wrong[name], name);
  assert.equal(mended.happened_at, wrong.happened_at);
});

test("another key's bytes are told as taken and stay here", async () => {
  const { phone, station } = await signedIn();
  const record = await secure(phone);
  station.stored.set(record.id, { body: "{}", digest: "0", received_at: new Date(0).toISOString() });
  await drain(phone);
  assert.deepEqual(await states(phone), ["taken"]);
  assert.equal(station.rivals.length, 1);
});

test("a restored station is refilled with what it lost", async () => {
  const { phone, station, pass } = await signedIn();
  await secure(phone);
  await secure(phone);
  await drain(phone);
  station.stored.delete((await phone.records())[0].id);
  pass(25 * 3600000);
  await drain(phone);
  await drain(phone);
  assert.equal(station.stored.size, 2);
  assert.deepEqual(await states(phone), ["applied", "applied"]);
});

test("a clock set back neither holds the queue nor gives hours to take an entry back", async () => {
  const { phone, station, pass, time } = await signedIn();
  const held = await phone.add("round.start", { round: 1 }, { hold: 10000 });
  await secure(phone);
  await drain(phone);
  assert.equal(station.stored.size, 0, "what comes after a held entry is held with it");
  time.wall -= 3600000;
  assert.equal(await phone.undo(held.id), false);
  await drain(phone);
  assert.equal(station.stored.size, 2);
  const other = await phone.add("round.finish", { round: 1 }, { hold: 10000 });
  pass(9000);
  assert.equal(await phone.undo(other.id), true);
});

test("only settled entries go, and only after fourteen days", async () => {
  const { phone, station, pass } = await signedIn();
  await secure(phone);
  const stuck = await secure(phone);
  station.states.set(stuck.id, { state: "refused", errors: {} });
  await drain(phone);
  pass(15 * 24 * 3600000);
  await drain(phone);
  assert.deepEqual((await phone.records()).map((record) => record.id), [stuck.id]);
});

test("photos go after the text, in pieces, and go on where they were cut", async () => {
  const { phone, station } = await signedIn();
  const bytes = crypto.getRandomValues(new Uint8Array(60000)).slice();
  const photo = new Blob([bytes, bytes, bytes, bytes, bytes], { type: "image/jpeg" });
  const car = await phone.add("vehicle.found", { round: 1 });
  const record = await phone.addPhoto({ vehicle: car.id }, photo, { after: [car.id] });
  let puts = 0;
  station.fault = (name, options) => (name === "blobs" && options.method === "PUT" && (puts += 1) === 2 ? "cut" : null);
  await drain(phone);
  station.fault = null;
  await drain(phone);
  const stored = station.blobs.get(record.data.blob);
  assert.ok(stored.complete);
  assert.deepEqual(await station.openBlob(record.data.sha256, stored.bytes), new Uint8Array(await photo.arrayBuffer()));
  const order = station.calls.map((call) => call.path.split("/")[0]).filter((name) => ["records", "blobs"].includes(name));
  assert.equal(order[0], "records");
  const offsets = station.calls.filter((call) => call.method === "PUT").map((call) => Number(call.headers["Upload-Offset"]));
  assert.deepEqual(offsets, [...new Set(offsets)], "no piece was sent twice");
});

const picture = (size) => new Blob([crypto.getRandomValues(new Uint8Array(Math.min(size, 65536))), new Uint8Array(Math.max(0, size - 65536))], { type: "image/jpeg" });
const PUTS = (name, options) => name === "blobs" && options.method === "PUT";

test("an entry whose photo is still here is still here, for its author, the next officer, and the station", async () => {
  const { phone, station } = await signedIn();
  const car = await phone.add("vehicle.found", { round: 1 });
  await phone.addPhoto({ vehicle: car.id }, picture(300000), { after: [car.id] });
  station.fault = (name, options) => (PUTS(name, options) ? "offline" : null);
  await drain(phone);
  assert.equal(station.stored.size, 2, "the text of both is there");
  const counts = await phone.counts();
  assert.deepEqual([counts.waiting, counts.delivered], [1, 1]);
  assert.equal((await phone.officers())[0].waiting, 1);
  assert.deepEqual([station.heard.waiting, station.heard.mine_waiting], [1, 1]);
  station.fault = null;
  await drain(phone);
  const after = await phone.counts();
  assert.deepEqual([after.waiting, after.delivered, station.heard.waiting], [0, 2, 0]);
});

test("progress is told in bytes, photos too, and goes on where it was cut", async () => {
  const { phone, station } = await signedIn();
  await secure(phone);
  await phone.addPhoto({ vehicle: uuid7() }, picture(400000));
  const seen = [];
  let puts = 0;
  station.fault = (name, options) => {
    if (name === "blobs") seen.push(phone.counts().then(({ progress }) => progress));
    return PUTS(name, options) && (puts += 1) === 3 ? "offline" : null;
  };
  await drain(phone);
  await drain(phone);
  const told = await Promise.all(seen);
  assert.ok(told.length > 4);
  for (const [index, { sent, total }] of told.entries()) {
    assert.ok(total >= 400 && total <= 410, `total ${total}`);
    assert.ok(sent <= total + 1, `${sent} of ${total}`);
    if (index) assert.ok(sent >= told[index - 1].sent, "never back");
  }
  assert.ok(told.at(-1).sent > told[0].sent);
});

test("a photo altered on the way begins anew; one that stays altered is for its author, who may send it again", async () => {
  const { phone, station } = await signedIn();
  const record = await phone.addPhoto({ vehicle: uuid7() }, picture(1000));
  station.altered = true;
  let puts = 0;
  station.fault = (name, options) => { if (PUTS(name, options) && (puts += 1) === 2) station.altered = false; return null; };
  await drain(phone);
  assert.equal((await phone.counts()).waiting, 0, "the second time it arrived whole");

  station.fault = null;
  station.altered = true;
  const other = await phone.addPhoto({ vehicle: uuid7() }, picture(1000));
  await drain(phone);
  await drain(phone);
  const counts = await phone.counts();
  assert.deepEqual([counts.waiting, counts.refused], [1, 1]);
  const [, seen] = await phone.records();
  assert.deepEqual([seen.id, seen.last_error], [other.id, "photo 422"]);
  const sent = station.calls.length;
  await drain(phone);
  assert.ok(!station.calls.slice(sent).some((call) => call.method === "PUT"), "not for ever");
  station.altered = false;
  await phone.retry(other.id);
  await drain(phone);
  assert.deepEqual([(await phone.counts()).waiting, (await phone.counts()).refused], [0, 0]);
  assert.ok(station.blobs.get(record.data.blob).complete && station.blobs.get(other.data.blob).complete);
});

for (const answer of [413, 422]) {
  test(`a photo answered ${answer} is seen, sent again on demand, and never lost`, async () => {
    const { phone, station } = await signedIn();
    const record = await phone.addPhoto({ vehicle: uuid7() }, picture(1000));
    station.states.set(record.id, { state: "held", errors: {} });
    station.fault = (name, options) => (PUTS(name, options) ? answer : null);
    await drain(phone);
    const [seen] = await phone.records();
    assert.deepEqual([seen.state, seen.blob_blocked, seen.last_error], ["held", true, `photo ${answer}`]);
    assert.equal((await phone.counts()).refused, 1);
    assert.equal(station.heard.refused, 1);
    station.fault = null;
    await phone.retry(record.id);
    await drain(phone);
    assert.ok(station.blobs.get(record.data.blob).complete);
    assert.equal((await phone.counts()).refused, 0);
  });
}

test("a photo waits for its text, also while the text may still be taken back", async () => {
  const { phone, station, pass } = await signedIn();
  await phone.add("round.start", { round: 1 }, { hold: 10000 });
  await phone.addPhoto({ vehicle: uuid7() }, picture(1000));
  await drain(phone);
  assert.ok(!station.calls.some((call) => call.method === "PUT"));
  pass(11000);
  await drain(phone);
  assert.ok(station.calls.some((call) => call.method === "PUT"));
});

test("the station hears of photos before they are sent", async () => {
  const { phone, station } = await signedIn();
  await phone.addPhoto({ vehicle: uuid7() }, picture(1000));
  await drain(phone);
  assert.deepEqual(station.told.map((said) => said.waiting), [1, 0]);
});

test("several officers share a phone: records are apart, and everybody's are sent", async () => {
  const { phone, station } = await signedIn();
  station.fault = () => "offline";
  await phone.add("vehicle.found", { round: 1, plate: "闽G12345" });
  phone.lock();
  station.fault = null;
  station.officer = { id: 8, name: "Lin", kind: "police" };
  phone.forgetSession();
  await phone.unlockOnline();
  assert.deepEqual(await phone.records(), []);
  assert.deepEqual((await phone.counts()).others, [{ name: "Chen", waiting: 1 }]);
  await drain(phone);
  assert.equal(station.stored.size, 1);
  const [[id, row]] = station.stored;
  const { said, inner } = await station.open(id, row.body);
  assert.equal(said.author, 7);
  const secret = await crypto.subtle.digest("SHA-256", utf8(`author|${phone.id}|7`));
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  assert.ok(await crypto.subtle.verify("HMAC", key, from64(inner.tag), utf8(inner.body)), "the author is proven");
});

test("the PIN opens after the page was closed, offline; wrong ones lock, ten throw the key away", async () => {
  const first = await signedIn();
  await first.phone.setPin("482913");
  await secure(first.phone);
  first.station.fault = () => "offline";
  const { phone, time } = await scene({ station: first.station, name: first.name });
  assert.equal((await phone.officers())[0].hasPin, true);
  await assert.rejects(phone.unlockWithPin(7, "000000"), WrongPin);
  await phone.unlockWithPin(7, "482913");
  assert.equal((await phone.records())[0].kind, "check.secure");
  phone.lock();
  for (let wrong = 1; wrong <= 4; wrong += 1) await assert.rejects(phone.unlockWithPin(7, "000000"), WrongPin);
  await assert.rejects(phone.unlockWithPin(7, "000000"), LockedOut);
  await assert.rejects(phone.unlockWithPin(7, "482913"), LockedOut, "the right one too, while it is locked");
  for (let wrong = 6; wrong <= 10; wrong += 1) {
    time.wall += 3600000;
    await assert.rejects(phone.unlockWithPin(7, "000000"), wrong === 10 ? KeyGone : LockedOut);
  }
  time.wall += 3600000;
  await assert.rejects(phone.unlockWithPin(7, "482913"), KeyGone);
  first.station.fault = null;
  assert.equal((await phone.store.all("records")).length, 1, "what was logged is still there to be sent");
});

test("a PIN is six digits", async () => {
  const { phone } = await signedIn();
  for (const pin of ["", "12345", "abcdef", "1234567"]) await assert.rejects(phone.setPin(pin), RangeError);
});

test("no session is a word of its own, and nothing is lost by it", async () => {
  const { phone, station } = await scene();
  station.fault = () => 403;
  await assert.rejects(phone.session(), NotSignedIn);
});

test("an unsent entry can be removed by its author alone", async () => {
  const { phone, station } = await signedIn();
  const record = await secure(phone);
  station.officer = { id: 8, name: "Lin", kind: "police" };
  phone.lock();
  phone.forgetSession();
  await phone.unlockOnline();
  await assert.rejects(phone.remove(record.id), RangeError);
  assert.equal((await phone.store.all("records")).length, 1);
});

test("a rescue file goes back into another phone's queue as often as one likes", async () => {
  const first = await signedIn();
  await secure(first.phone);
  const photo = new Blob([utf8("picture")], { type: "image/jpeg" });
  await first.phone.addPhoto({ vehicle: uuid7() }, photo);
  const [part, ...rest] = await rescueParts(first.phone);
  assert.deepEqual(rest, []);
  const file = JSON.parse(JSON.stringify(await exportRescue(first.phone, part)));
  const other = await signedIn({ station: first.station });
  assert.equal(await importRescue(other.phone, file), 2);
  assert.equal(await importRescue(other.phone, file), 0);
  await drain(other.phone);
  assert.equal(first.station.stored.size, 2);
  assert.equal([...first.station.blobs.values()].filter((blob) => blob.complete).length, 1);
});

test("a rescue file leaves out what the station has, is split, and says how large each part will be", async () => {
  const { phone, station } = await signedIn();
  await secure(phone);
  await phone.addPhoto({ vehicle: uuid7() }, picture(50000));
  await drain(phone);
  assert.deepEqual(await rescueParts(phone), []);
  const late = [await secure(phone), await phone.addPhoto({ vehicle: uuid7() }, picture(200000)), await phone.addPhoto({ vehicle: uuid7() }, picture(200000))];
  const whole = await rescueParts(phone);
  assert.deepEqual(whole.map((part) => part.ids), [late.map((record) => record.id)]);
  const parts = await rescueParts(phone, { largest: 300000 });
  assert.equal(parts.length, 2);
  assert.equal((await rescueParts(phone, { most: 1 })).length, 3);
  const other = await signedIn({ station });
  for (const part of parts) {
    const text = JSON.stringify(await exportRescue(phone, part));
    assert.ok(Math.abs(text.length - part.bytes) < part.bytes / 20, `${text.length} for ${part.bytes}`);
    await importRescue(other.phone, JSON.parse(text));
  }
  await drain(other.phone);
  assert.equal(station.stored.size, 5);
  assert.equal([...station.blobs.values()].filter((blob) => blob.complete).length, 3);
});

test("two tabs send each entry once", async () => {
  const first = await signedIn();
  await secure(first.phone);
  await secure(first.phone);
  const second = await signedIn({ station: first.station, name: first.name });
  await Promise.all([drain(first.phone), drain(second.phone)]);
  const batches = first.station.calls.filter((call) => call.path === "records");
  assert.equal(batches.length, 1);
});

test("drafts come back as they were left, with their pictures, and are gone once dropped", async () => {
  const first = await signedIn();
  const draft = await first.phone.draft("found/3", { plate: "", open_parts: [] });
  assert.equal(draft.kept, false);
  await draft.set({ plate: "闽G1", open_parts: ["door"] });
  await draft.add(new File([Uint8Array.of(1, 2, 3)], "car.jpg", { type: "image/jpeg" }), { bearing: 90 });
  const rows = await first.phone.store.all("drafts");
  assert.ok(!JSON.stringify(rows).includes("闽G1"), "sealed under the view key");

  const later = await signedIn({ station: first.station, name: first.name }); // another life of the page
  const found = await later.phone.draft("found/3", { plate: "", open_parts: [] });
  assert.equal(found.kept, true);
  assert.deepEqual([found.value.plate, found.value.open_parts], ["闽G1", ["door"]]);
  assert.deepEqual(found.pictures.map(({ file, values }) => [file.name, file.type, file.size, values]), [["car.jpg", "image/jpeg", 3, { bearing: 90 }]]);
  await found.drop();
  assert.deepEqual(await later.phone.store.all("drafts"), []);
});

test("of many changes at once the last one stays", async () => {
  const { phone } = await signedIn();
  const draft = await phone.draft("note");
  await Promise.all([..."abcdefgh"].map((letter, index) => draft.set({ text: "abcdefgh".slice(0, index + 1) })));
  assert.equal((await phone.draft("note")).value.text, "abcdefgh");
});

test("a picture that was taken away does not come back", async () => {
  const { phone } = await signedIn();
  const draft = await phone.draft("note");
  for (const name of ["one.jpg", "two.jpg"]) await draft.add(new File([name], name, { type: "image/jpeg" }));
  await draft.remove(draft.pictures[0]);
  assert.deepEqual((await phone.draft("note")).pictures.map(({ file }) => file.name), ["two.jpg"]);
});

test("a screen drawn anew has what was typed last, also before it is written", async () => {
  const { phone } = await signedIn();
  const draft = await phone.draft("call/1", { number: "" });
  const writing = draft.set({ number: "138" });
  assert.equal((await phone.draft("call/1", { number: "" })).value.number, "138");
  await writing;
});

test("an untouched form follows the screen, a touched one does not", async () => {
  const { phone } = await signedIn();
  const draft = await phone.draft("edit/1", { plate: "A1" });
  assert.equal((await phone.draft("edit/1", { plate: "A2" })).value.plate, "A2");
  await draft.set({ plate: "A3" });
  assert.equal((await phone.draft("edit/1", { plate: "A4" })).value.plate, "A3");
});

test("a form that was stored begins anew, and nothing of it is written afterwards", async () => {
  const { phone } = await signedIn();
  const draft = await phone.draft("note", { text: "", kind: "note" });
  draft.set({ text: "seen" });
  await draft.drop();
  assert.deepEqual([draft.kept, draft.value.text, await phone.store.all("drafts")], [false, "", []]);
  await draft.set({ text: "next" });
  assert.equal((await phone.store.all("drafts")).length, 1);
});

test("drafts of officers who share a phone are apart", async () => {
  const one = await signedIn();
  await (await one.phone.draft("report")).set({ words: "mine" });
  one.station.officer = { id: 8, name: "Li", kind: "cadre" };
  const other = await signedIn({ station: one.station, name: one.name });
  assert.equal((await other.phone.draft("report")).kept, false);
});

test("the number that the station gave comes back with the receipt", async () => {
  const { phone, station } = await signedIn();
  const record = await phone.add("dispute.report", { kind: "land" });
  station.states.set(record.id, { state: "applied", errors: {}, made: { number: "CY-JF-1" } });
  await drain(phone);
  assert.equal((await phone.records())[0].made.number, "CY-JF-1");
});

test("base64 goes there and back at any length", () => {
  for (const length of [0, 1, 8191, 8192, 20000]) {
    const bytes = crypto.getRandomValues(new Uint8Array(Math.min(length, 65536)));
    assert.deepEqual(from64(to64(bytes)), bytes);
  }
});
