import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, doorsOf, find, groups, lastExplained, planned, tooSoon } from "../../static/js/night/doors.js";

const DOORS = {
  again_days: 30, explained: ["investment"], tonight: ["bbbbbbbb11112222", "aaaaaaaa11112222"],
  villages: [{ id: 7, name: "东风村", rows: [["aaaaaaaa", 1, "1号", "new", 0, 2, 0], ["bbbbbbbb", 2, "2号", "visited", 20685, 3, 1]] }],
};
const AT = "2026-09-03T12:00:00Z";
const visit = (values, extra = {}) => ({ id: "r", kind: "door.visit", state: "waiting", happened_at: AT, data: { village: 7, household: "aaaaaaaa", group: 1, door: "1号", outcome: "talked", explained: [], adults: 2, registered: 2, ...values }, ...extra });

test("what was planned stands in the order of the plan until it is logged here", () => {
  const [village] = doorsOf(DOORS, []);
  assert.deepEqual(planned(village).map(({ door }) => door), ["2号", "1号"]);
  const [after] = doorsOf(DOORS, [visit({})]);
  assert.deepEqual(planned(after).map(({ door }) => door), ["2号"]);
  assert.deepEqual(groups(after).map(([group, rows]) => [group, rows[0].state]), [[1, "visited"], [2, "visited"]]);
  assert.equal(after.rows[0].registered, 2);
});

test("an entry that was refused, taken back or is older than what the station knows changes nothing", () => {
  for (const state of ["refused", "dropped", "replaced", "clash"]) assert.equal(doorsOf(DOORS, [visit({}, { state })])[0].rows[0].state, "new");
  const old = visit({ household: "bbbbbbbb", outcome: "not_home" }, { happened_at: "2026-08-01T12:00:00Z" });
  assert.equal(doorsOf(DOORS, [old])[0].rows[1].state, "visited");
});

test("a door noted on the spot is there at once, those who moved away are not offered any more", () => {
  const [village] = doorsOf(DOORS, [visit({ household: null, group: 3, door: "新房", outcome: "not_home", adults: null }), visit({ outcome: "left" })]);
  assert.deepEqual(groups(village).map(([group]) => group), [2, 3]);
});

test("too soon lasts as long as the station says, by the days of Shanghai", () => {
  assert.equal(dayOf("2026-08-20T16:00:00Z"), dayOf("2026-08-21T10:00:00Z"));
  const row = { last: dayOf("2026-08-20T12:00:00Z") };
  assert.ok(tooSoon(row, 30, Date.parse("2026-09-19T15:59:00Z")));
  assert.equal(tooSoon(row, 30, Date.parse("2026-09-19T16:00:00Z")), 0);
  assert.equal(tooSoon({ last: 0 }, 30, Date.parse(AT)), 0);
});

test("the same talk goes from door to door: what was explained last stands there again", () => {
  assert.deepEqual(lastExplained(DOORS, [], Date.parse(AT)), ["investment"]);
  assert.deepEqual(lastExplained(DOORS, [visit({ explained: ["fake_loan"] })], Date.parse(AT) + 60000), ["fake_loan"]);
});

test("a refused visit is mended also when its village is not on the phone any more", () => {
  const old = visit({ adults: 3, registered: 1 }, { state: "refused" });
  assert.equal(find(doorsOf(DOORS, []), "", old).row.door, "1号");
  const { village, row } = find([], "", old);
  assert.deepEqual([village.id, row.key, row.group, row.door, row.adults, row.registered], [7, "aaaaaaaa", 1, "1号", 3, 1]);
  assert.deepEqual(find([], "7-aaaaaaaa", null), {}, "but a visit that is new needs its door");
});
