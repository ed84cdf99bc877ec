import assert from "node:assert/strict";
import { test } from "node:test";
import { compassOf } from "../../static/js/night/bearing.js";
import { LEVELS, alike, dataOf, faults, namesOf, raised } from "../../static/js/night/filing.js";
import { moved, reportsOf, rootOf, tasksOf } from "../../static/js/night/reports.js";

const LEAST = { weapons: "critical", injury: "critical", threats: "high", minors: "high" };
const NOW = Date.parse("2026-09-03T12:00:00Z");
const empty = {
  village: 1, kind: "land", level: "low", signals: [], words: "a ditch", place_words: " by the bridge ", latitude: null, longitude: null, accuracy: null, parties: [], same_as: null,
};

test("each sign raises the level to its least, two of them make it red, and nothing lowers it", () => {
  const cases = [
    ["low", [], "low"], ["low", ["threats"], "high"], ["low", ["minors"], "high"], ["low", ["weapons"], "critical"], ["medium", ["injury"], "critical"],
    ["low", ["threats", "minors"], "critical"], ["low", ["threats", "threats"], "high"], ["critical", ["threats"], "critical"], ["medium", [], "medium"],
  ];
  for (const [level, signals, wanted] of cases) assert.equal(raised(level, signals, LEAST), wanted, `${level} with ${signals}`);
  for (const level of LEVELS) for (const signal of Object.keys(LEAST)) assert.ok(LEVELS.indexOf(raised(level, [signal], LEAST)) >= LEVELS.indexOf(level));
});

test("what is missing is named by its field, and only what is asked for", () => {
  const bare = { ...empty, kind: "", level: "", words: "  ", village: null };
  assert.deepEqual(Object.keys(faults(bare, 0, "all")).sort(), ["kind", "level", "village", "words"]);
  assert.deepEqual(Object.keys(faults(bare, 0, "words")), ["words"]);
  assert.deepEqual(faults(bare, 1, "words"), {}, "a photo says enough");
  assert.deepEqual(faults({ ...bare, signals: ["threats"] }, 0, "level"), {}, "a sign says how urgent it is");
  assert.deepEqual(faults(empty, 0, "all"), {});
});

test("a telephone number is checked beside its person; of a minor none is asked", () => {
  const party = (phone, more = {}) => ({ name: "", phone, role: "applicant", ...more });
  const wrong = faults({ ...empty, parties: [party("138 0000 1234"), party("0598-3680110"), party(""), party("12345"), party("1", { is_minor: true })] }, 0, "all");
  assert.deepEqual(Object.keys(wrong), ["parties.3.phone"]);
});

test("people of whom nothing is known are left out, and of a minor neither name nor number goes", () => {
  const data = dataOf({ ...empty, words: "", parties: [
    { name: " Wang ", phone: "", role: "applicant" }, { name: "", phone: " ", role: "respondent" }, { name: "Xiao", phone: "13800001234", role: "other", is_minor: true },
  ] }, LEAST, "see the photo");
  assert.deepEqual(data.parties, [
    { name: "Wang", phone: "", role: "applicant", is_minor: false }, { name: "", phone: "", role: "other", is_minor: true },
  ]);
  assert.equal(data.words, "see the photo");
  assert.equal(data.place_words, "by the bridge");
  assert.equal(dataOf({ ...empty, level: "", signals: ["threats"] }, LEAST).level, "high");
});

const record = (id, more = {}) => ({
  id, kind: "dispute.report", state: "waiting", replaces: null, happened_at: "2026-09-03T11:00:00Z", data: { ...empty }, ...more,
});

test("what may be the same is of the same village, and of the same kind or people; people first", () => {
  const row = (id, more) => ({ id, village: 1, kind: "land", day: "2026-08-25", place: "", latitude: null, longitude: null, open: true, people: [], ...more });
  const rows = [
    row("a"), row("b", { village: 2 }), row("c", { kind: "water" }), row("d", { kind: "water", people: ["h1"], open: false }), row("e", { open: false }),
  ];
  assert.deepEqual(alike(empty, rows, [], NOW).map(({ id }) => id), ["a"]);
  assert.deepEqual(alike(empty, rows, [], NOW, ["h1"]).map(({ id, shared }) => [id, shared]), [["d", 1], ["a", 0]]);
});

test("a name is looked for under the key of the village it is reported for, and under none where the bundle has none", () => {
  const value = { ...empty, village: 2, parties: [{ name: "Wang" }, { name: " " }, { name: "Li", is_minor: true }] };
  assert.deepEqual(namesOf(value, [{ id: 1, key: "one" }, { id: 2, key: "two" }]), [["two", "Wang"]]);
  assert.deepEqual(namesOf(value, [{ id: 1, key: "one" }, { id: 2 }]), []);
  assert.deepEqual(namesOf({ ...value, village: 3 }, [{ id: 1, key: "one" }]), []);
});

test("what this phone reported and the station does not list yet may be the same too", () => {
  const records = [
    record("r1"), record("a", { state: "applied" }), record("r2", { data: { ...empty, same_as: "a" } }), record("r3", { state: "refused" }),
    record("r4", { data: { ...empty, village: 2 } }), record("r5", { happened_at: "2026-07-01T00:00:00Z" }),
  ];
  const rows = [{ id: "a", village: 1, kind: "land", day: "2026-09-03", place: "", latitude: null, longitude: null, open: true, people: [] }];
  assert.deepEqual(alike(empty, rows, records, NOW).map(({ id }) => id), ["r1", "a"]);
});

test("what lies here stands above what the station lists, each once", () => {
  const mine = [{ id: "r1", reported_at: "2026-09-01T00:00:00Z" }, { id: "r2", reported_at: "2026-09-02T00:00:00Z" }];
  const records = [
    record("r1", { state: "applied" }), record("r3", { state: "applied", made: { number: "CY-JF-3" } }), record("r4"),
    record("r5", { state: "refused" }), record("r6", { state: "dropped" }), record("r7", { kind: "observation" }),
  ];
  assert.deepEqual(reportsOf(mine, records).map(({ id, number, bad }) => [id, number, bad]), [
    ["r5", "", true], ["r4", "", false], ["r3", "CY-JF-3", false], ["r2", undefined, undefined], ["r1", undefined, undefined],
  ]);
});

test("a mended report is known to the station by the key of the first try", () => {
  const records = [record("r1", { state: "replaced" }), record("r2", { replaces: "r1", state: "applied" })];
  assert.equal(rootOf(records, records[1]), "r1");
  assert.equal(rootOf([], record("r9")), "r9");
  assert.deepEqual(reportsOf([{ id: "r1", reported_at: "2026-09-01T00:00:00Z" }], records).map(({ id }) => id), ["r1"]);
});

test("it moved when somebody else did something since it was looked at", () => {
  const line = (verb, at) => ({ verb, at });
  const row = { id: "d1", lines: [line("reported", "2026-09-01T00:00:00Z"), line("accepted", "2026-09-02T00:00:00Z"), line("words", "2026-09-03T00:00:00Z")] };
  assert.equal(moved(row, {}), true);
  assert.equal(moved(row, { d1: Date.parse("2026-09-02T00:00:00Z") }), false);
  assert.equal(moved({ ...row, lines: row.lines.slice(0, 1) }, {}), false, "the own report is no news");
});

test("mediations show what lies here: meetings not listed yet, a visit made already; the soonest due first", () => {
  const taken = "2026-09-03T12:00:00Z";
  const rows = [
    { id: "d1", status: "settled", due_at: null, visit_on: "2026-09-10" },
    { id: "d2", status: "mediating", due_at: "2026-09-05T00:00:00Z", visit_on: null },
    { id: "d3", status: "assigned", due_at: "2026-09-04T00:00:00Z", visit_on: null },
  ];
  const meeting = (id, more) => record(id, { kind: "dispute.session", data: { dispute: "d2" }, ...more });
  const records = [
    meeting("s1", { state: "applied" }), meeting("s2"), meeting("s3", { state: "refused" }), meeting("s4", { state: "applied", happened_at: "2026-09-03T13:00:00Z" }),
    record("v1", { kind: "dispute.followup", data: { dispute: "d1" } }),
  ];
  const found = tasksOf(rows, records, taken);
  assert.deepEqual(found.map(({ id, may_meet: meet }) => [id, meet]), [["d3", true], ["d2", true], ["d1", false]]);
  assert.deepEqual(found[1].waiting.map(({ id }) => id), ["s2", "s4"]);
  assert.deepEqual([found[2].visit, found[2].visited], ["2026-09-10", true]);
});

test("the bearing is that of the camera, upright or tilted, and of the upper edge lying flat", () => {
  const heading = (alpha, beta, gamma = 0) => compassOf({ alpha, beta, gamma, absolute: true });
  assert.equal(heading(0, 90), 0); // upright, towards the north
  assert.equal(heading(270, 90), 90);
  assert.equal(heading(90, 60), 270);
  assert.equal(heading(180, 90), 180);
  assert.equal(heading(270, 0), 90); // flat on the table, upper edge to the east
  assert.equal(compassOf({ alpha: 10, beta: 90, gamma: 0, absolute: false }), null);
  assert.equal(compassOf({ alpha: null, absolute: true }), null);
  assert.equal(compassOf({ webkitCompassHeading: 359.7 }), 0);
});
