import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const geo = { watches: new Map(), options: null };
let number = 0;
Object.defineProperty(globalThis, "navigator", { configurable: true, value: { geolocation: {
  watchPosition(said, failed, options) { geo.watches.set(number += 1, said); geo.options = options; return number; },
  clearWatch(id) { geo.watches.delete(id); },
} } });
globalThis.document = { getElementById: () => null, documentElement: { lang: "en" } };
globalThis.location = { hash: "#round/1" };
const { makePosition, pointData } = await import("../../static/js/night/track.js");
const { makeWalk } = await import("../../static/js/night/walk.js");

const HERE = { latitude: 26.01, longitude: 117.29, accuracy: 10 };
const METRE = 1 / 111195; // of latitude, in degrees
const real = Date.now;
let now = real();
beforeEach(() => { geo.watches.clear(); now = real(); Date.now = () => now; });
const fix = (changes = {}) => { for (const said of geo.watches.values()) said({ coords: { ...HERE, ...changes } }); };
const north = (metres) => ({ latitude: HERE.latitude + metres * METRE });

test("the position is asked for only while it is wanted", () => {
  const position = makePosition();
  assert.equal(geo.watches.size, 0);
  position.follow(true);
  position.follow(true);
  assert.equal(geo.watches.size, 1);
  assert.equal(geo.options.enableHighAccuracy, true);
  position.follow(false);
  assert.equal(geo.watches.size, 0);
});

test("fixes are thinned: one each ten seconds or ten metres, doubtful ones are left out", () => {
  const position = makePosition({ time: () => now });
  position.follow(true);
  fix();
  now += 1000;
  fix(north(3)); // neither far nor late
  fix(north(12)); // far
  now += 10000;
  fix(north(12)); // late
  fix({ ...north(500), accuracy: 101 }); // drift
  assert.equal(position.gathered(), 3);
  const taken = position.take();
  assert.deepEqual(taken.map(([, latitude]) => latitude), [HERE.latitude, 26.010108, 26.010108]);
  assert.equal(taken[0].length, 4);
  assert.equal(position.gathered(), 0);
});

test("a position older than two minutes is none", () => {
  const position = makePosition();
  position.follow(true);
  fix();
  assert.deepEqual(pointData(position.last()), { latitude: 26.01, longitude: 117.29, accuracy: 10 });
  now += 121000;
  assert.equal(position.last(), null);
  assert.deepEqual(pointData(null), { latitude: null, longitude: null, accuracy: null });
});

test("nothing of the way is left for the next officer", () => {
  const position = makePosition();
  position.follow(true);
  fix();
  position.forget();
  assert.deepEqual([geo.watches.size, position.gathered(), position.last()], [0, 0, null]);
});

// A round over two places, and what is written on it.
function scene({ running = true } = {}) {
  const written = [];
  const round = { id: 1, status: "in_progress", passes: {}, places: [{ id: 11, name: "Bridge", ...HERE, radius: 40 }, { id: 12, name: "Market", ...HERE, ...north(1000), radius: 40 }] };
  const app = {
    time: () => now, night: () => ({ running: running ? round : null }), said: [], say: (words) => app.said.push(words), buzz() {},
    add: async (kind, data) => { written.push({ kind, data }); return { id: `r${written.length}` }; },
    tap: (kind, data) => app.add(kind, data),
  };
  const walk = makeWalk(app);
  walk.follow(true);
  const settle = () => new Promise((done) => { setTimeout(done); });
  return { walk, written, round, app, settle };
}

test("a place that is reached is passed once, by position", async () => {
  const { written, round, app, settle } = scene();
  fix({ accuracy: 51 });
  await settle();
  assert.deepEqual(written, []);
  fix();
  fix();
  await settle();
  assert.deepEqual(written.map(({ kind, data }) => [kind, data.place, data.proof, data.accuracy]), [["place.pass", 11, "position", 10]]);
  assert.equal(app.said.length, 1);
  round.passes[11] = { at: "", proof: "position" };
  fix(north(1000));
  await settle();
  assert.deepEqual(written.map(({ data }) => data.place), [11, 12]);
});

test("a pass that could not be written is tried at the next position", async () => {
  const { written, app, settle } = scene();
  const { add } = app;
  app.add = async () => null;
  fix();
  await settle();
  app.add = add;
  fix();
  await settle();
  assert.equal(written.length, 1);
});

test("where no round runs nothing is followed or written", async () => {
  const { walk, written, settle } = scene({ running: false });
  for (let metres = 0; metres < 1000; metres += 20) fix(north(metres));
  await walk.track(true);
  await settle();
  assert.deepEqual([geo.watches.size, written], [0, []]);
});

test("the way is written down every forty positions, and the rest when the phone is left", async () => {
  const { walk, written, settle } = scene();
  for (let step = 0; step < 45; step += 1) { fix(north(200 + step * 12)); await settle(); }
  const parts = () => written.filter(({ kind }) => kind === "track.part").map(({ data }) => data.fixes.length);
  assert.deepEqual(parts(), [40]);
  await walk.leave();
  assert.deepEqual([parts(), geo.watches.size, walk.point()], [[40, 5], 0, null]);
});

test("where the officer is: what they said, else the position, else the last place, else the next one", () => {
  const { walk, round } = scene();
  assert.equal(walk.here(round), 11);
  round.here = 12;
  assert.equal(walk.here(round), 12);
  fix();
  assert.equal(walk.here(round), 11);
  walk.setHere(round, "12");
  assert.equal(walk.here(round), 12);
  walk.setHere(round, "");
  assert.equal(walk.here(round), null);
});
