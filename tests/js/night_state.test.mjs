import assert from "node:assert/strict";
import { test } from "node:test";
import { before, metres, nightOf, reached } from "../../static/js/night/state.js";

const BEGIN = Date.parse("2026-09-03T12:00:00Z");
const at = (minutes) => new Date(BEGIN + minutes * 60000).toISOString();
const PLACES = [
  { id: 11, name: "Bridge", latitude: 26.01, longitude: 117.29, radius: 40 },
  { id: 12, name: "Market", latitude: 26.02, longitude: 117.29, radius: 40 },
];

function bundle(changes = {}) {
  const round = (id, start) => ({
    id, number: id, planned_at: at(start), opens_at: at(start - 15), on_time_until: at(start + 10), start_by: at(start + 60),
    status: "planned", start_kind: "", started_at: null, finished_at: null, tried: 0, open: 0, order: [12, 11], stay: {}, passes: {},
  });
  return {
    rounds: [round(1, 0), round(2, 120)], places: PLACES, vehicles: [], visits: [{ id: "v1" }], included: [],
    handover: { previous: 3, note: "keys", read: false }, ...changes,
  };
}

let made = 0;
const record = (kind, minutes, data, rest = {}) => ({ id: `r${(made += 1)}`, kind, happened_at: at(minutes), state: "waiting", data, after: [], ...rest });

test("what lies on the phone is seen as if the station had it", () => {
  const start = record("round.start", 3, { round: 1 });
  const check = record("check.secure", 4, { round: 1, place: 11 });
  const car = record("vehicle.found", 5, { round: 1, place: 12, plate: "闽GA1234", open_parts: ["door"], description: "" });
  const night = nightOf(bundle(), [
    start, check, record("check.secure", 4, { round: 1, place: 11 }), record("check.withdraw", 4, { check: check.id, round: 1 }), car,
    record("vehicle.call", 6, { vehicle: car.id, result: "reached" }), record("vehicle.wait", 7, { vehicle: car.id }),
    record("photo", 7, { vehicle: car.id }), record("place.pass", 8, { round: 1, place: 11, proof: "position" }),
  ], BEGIN + 9 * 60000);
  assert.deepEqual([night.running.id, night.running.start_kind, night.running.tried, night.running.open], [1, "on_time", 2, 1]);
  assert.deepEqual(night.running.passes, { 11: { at: at(8), proof: "position" } });
  assert.deepEqual(night.running.places.map((place) => place.id), [12, 11], "in the order drawn");
  const [seen] = night.vehicles;
  assert.deepEqual([seen.state, seen.reached_at, seen.waiting_since, seen.photos, seen.attempts.length], ["waiting", at(6), at(7), 1, 1]);
  assert.deepEqual(night.open, [seen]);
});

for (const [name, begin, kind, after] of [["early", -5, "early", "done"], ["on time", 10, "on_time", "done"], ["late", 11, "late", "done"], ["made up", 60, "make_up", "made_up"]]) {
  test(`a round begun ${name} is called so, and so is its end`, () => {
    const night = nightOf(bundle(), [record("round.start", begin, { round: 1 }), record("round.finish", begin + 40, { round: 1 })], BEGIN + 110 * 60000);
    assert.deepEqual([night.round(1).start_kind, night.round(1).status], [kind, after]);
  });
}

test("a round not begun in its window is missed, the next one is next", () => {
  const night = nightOf(bundle(), [], BEGIN + 60 * 60000);
  assert.deepEqual([night.missed.map((round) => round.id), night.next.id, night.running], [[1], 2, null]);
});

for (const state of ["replaced", "dropped", "refused", "taken", "clash"]) {
  test(`an entry that is ${state} counts for nothing`, () => {
    const night = nightOf(bundle(), [record("round.start", 1, { round: 1 }, { state })], BEGIN);
    assert.equal(night.running, null);
  });
}

test("what the station's figures contain already is not counted twice", () => {
  const check = record("check.secure", 4, { round: 1, place: 11 }, { state: "applied" });
  const night = nightOf(bundle({ included: [check.id] }), [check], BEGIN);
  assert.equal(night.round(1).tried, 0);
});

test("what a mended car made is known under the first try's key", () => {
  const first = record("vehicle.found", 5, { round: 1, place: 11, plate: "A", open_parts: [] }, { state: "refused" });
  const mended = record("vehicle.found", 5, { round: 1, place: 11, plate: "A", open_parts: ["door"] }, { replaces: first.id });
  const closed = record("vehicle.close", 9, { vehicle: first.id, outcome: "owner_secured" });
  const night = nightOf(bundle(), [first, mended, closed], BEGIN);
  assert.deepEqual(night.vehicles.map((car) => [car.id, car.outcome]), [[first.id, "owner_secured"]]);
});

test("an entry that cannot be read stops nothing", () => {
  const closed = { id: "old", kind: "round.start", state: "waiting", happened_at: at(1), unreadable: true };
  const lost = { id: "lost", kind: "check.secure", state: "waiting", happened_at: at(1), unreadable: true };
  const records = [closed, lost, record("check.secure", 5, { round: 1, place: 11 }), record("check.withdraw", 6, { check: "lost", round: 1 })];
  assert.equal(nightOf(bundle(), records, BEGIN).round(1).tried, 0);
  assert.deepEqual(before(records, { round: 1 }), []);
});

test("an entry names what must be applied before it, and nothing that is", () => {
  const start = record("round.start", 1, { round: 1 });
  const car = record("vehicle.found", 2, { round: 1 });
  const settled = record("round.start", 1, { round: 2 }, { state: "applied" });
  assert.deepEqual(before([start, car, settled], { round: 1, vehicle: car.id }), [start.id, car.id]);
  assert.deepEqual(before([start, car, settled], { round: 2 }), []);
});

test("distances are right to a metre in a village", () => {
  assert.ok(Math.abs(metres(PLACES[0], PLACES[1]) - 1112) < 1);
  assert.ok(Math.abs(metres(PLACES[0], { latitude: 26.01, longitude: 117.291 }) - 100) < 1);
});

test("a place is reached inside its radius, with a sure position, once", () => {
  const round = { places: PLACES, passes: {} };
  const near = { latitude: 26.0102, longitude: 117.29, accuracy: 20 };
  const ids = (passes, point) => reached({ ...round, passes }, point).map((place) => place.id);
  assert.deepEqual(ids({}, near), [11]);
  assert.deepEqual(ids({ 11: {} }, near), []);
  assert.deepEqual(ids({}, { ...near, accuracy: 51 }), []);
  assert.deepEqual(ids({}, { ...near, latitude: 26.011 }), []);
  assert.deepEqual(ids({}, null), []);
});
