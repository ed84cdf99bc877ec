import assert from "node:assert/strict";
import test from "node:test";

import { dataOf, missingOf, saidOf, typed, visitOf } from "../../static/js/night/visits.js";

const ITEMS = [{ code: "q1", text: "exit clear", level: "high" }, { code: "q2", text: "extinguisher", level: "medium" }];
const VISIT = { id: "v", place: 7, home: false };
const value = (changes = {}) => ({ answers: { q1: "ok", q2: "not_ok" }, found: {}, shut: false, consent: "", words: " ", ...changes });
const missing = (changes, home = false, seen = []) => Object.keys(missingOf(value(changes), ITEMS, home, new Set(seen)));

test("each item is answered, and what is not in order has words or a picture", () => {
  assert.deepEqual(missing({ answers: { q1: "ok" } }), ["q2"]);
  assert.deepEqual(missing({}), ["q2_words"]);
  assert.deepEqual(missing({ found: { q2: { words: " " } } }), ["q2_words"]);
  assert.deepEqual(missing({ found: { q2: { words: "old" } } }), []);
  assert.deepEqual(missing({}, false, ["q2"]), []);
});

test("a home asks for consent, and a place that is shut or refused for nothing else", () => {
  assert.deepEqual(missing({ found: { q2: { words: "old" } } }, true), ["consent"]);
  assert.deepEqual(missing({ answers: {}, consent: "refused" }, true), []);
  assert.deepEqual(missing({ answers: {}, shut: true }), []);
  assert.deepEqual(missing({ answers: {}, shut: true }, true), [], "nobody was there to be asked");
});

test("the record holds what was found with its level and way, and a day with a deadline alone", () => {
  const found = { q1: { words: "left over" }, q2: { words: " old ", level: "low", way: "on_spot", until: "2026-09-05" } };
  assert.deepEqual(dataOf(value({ found }), VISIT, "3", ITEMS, "see").found, [{ item: "q2", words: "old", level: "low", way: "on_spot", until: null }]);
  const dated = dataOf(value({ found: { q2: { way: "deadline", until: "2026-09-05" } } }), VISIT, "3", ITEMS, "see");
  assert.deepEqual(dated.found, [{ item: "q2", words: "see", level: "medium", way: "deadline", until: "2026-09-05" }]);
  assert.deepEqual([dated.version, dated.place, dated.inspection, dated.consent, dated.words], [3, 7, "v", "not_needed", ""]);
  const shut = dataOf(value({ shut: true }), { ...VISIT, home: true }, 3, ITEMS, "see");
  assert.deepEqual([shut.answers, shut.found, shut.shut, shut.consent], [{}, [], true, "not_needed"]);
});

test("a refused entry comes back into the form with the station's words beside its items", () => {
  const record = { data: dataOf(value({ found: { q2: { words: "old", way: "deadline" } } }), VISIT, 3, ITEMS, "see"), errors: { "found.0.way": "no", q1: "answer", "found.9.way": "odd" } };
  assert.deepEqual(saidOf(record), { q2_way: "no", q1: "answer", "found.9.way": "odd" });
  assert.deepEqual(dataOf({ ...value(), ...typed(record) }, VISIT, 3, ITEMS, "see"), record.data);
});

test("a refused entry is mended without its visit in the list: the record it becomes is the same", () => {
  for (const home of [false, true]) {
    const record = { data: dataOf(value({ found: { q2: { words: "old" } }, consent: home ? "given" : "" }), { ...VISIT, home }, 3, ITEMS, "see"), errors: { q1: "answer" } };
    assert.equal(visitOf(record).home, home);
    assert.deepEqual(dataOf({ ...value(), ...typed(record) }, visitOf(record), visitOf(record).version, ITEMS, "see"), record.data);
  }
  assert.ok(visitOf({ data: { consent: "not_needed" }, errors: { consent: "say" } }).home, "consent is asked for when the station asks");
});
