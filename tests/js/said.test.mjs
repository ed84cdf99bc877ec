import assert from "node:assert/strict";
import { test } from "node:test";

// Every list shows its codes in capitals, every field its name.
const LISTS = {
  visit: ["reached"], call: ["no_answer"], outcome: ["shut"], door_outcome: ["talked"], fraud: ["investment"], no_app_reason: ["no_phone"], proof: ["code"], part: ["door"],
  observation: ["crowd"], hazard_kind: ["fire_exit"], dispute_kind: ["land"], session_result: ["agreed"], followup_result: ["kept"],
};
const CHOICES = Object.fromEntries(Object.entries(LISTS).map(([name, codes]) => [name, Object.fromEntries(codes.map((code) => [code, code.toUpperCase()]))]));
CHOICES.field = Object.fromEntries(["kind", "result", "outcome", "explained", "no_app_reason", "proof", "open_parts", "passed", "place", "hazard", "words"].map((name) => [name, name]));
const elements = { choices: { textContent: JSON.stringify(CHOICES) } };
globalThis.document = { getElementById: (id) => elements[id] || null, documentElement: { lang: "en" } };
const { said } = await import("../../static/js/night/said.js");
const night = { placeOf: () => null, hazards: { visits: [{ place: 7, name: "Sweet Leaf" }], rechecks: [{ id: "h", place: "", number: "A-1" }] } };

test("no value of a closed list is shown as its code", () => {
  const records = {
    "owner.visit": { result: "reached" }, "vehicle.call": { result: "no_answer" }, "vehicle.close": { outcome: "shut" }, "vehicle.found": { open_parts: ["door"] }, "round.pass": { proof: "code" },
    "door.visit": { outcome: "talked", explained: ["investment"], no_app_reason: "no_phone" }, observation: { kind: "crowd" }, "hazard.report": { kind: "fire_exit" },
    "dispute.report": { kind: "land" }, "dispute.session": { result: "agreed" }, "dispute.followup": { result: "kept" },
  };
  for (const [kind, data] of Object.entries(records)) {
    const rows = said({ kind, data }, night);
    assert.equal(rows.length, Object.keys(data).length, kind);
    for (const [name, value] of rows) assert.equal(value, [data[name]].flat().map((code) => code.toUpperCase()).join("、"), `${kind} ${name}`);
  }
});

test("a visit and a re-inspection say where and how it ended", () => {
  assert.deepEqual(said({ kind: "inspection.done", data: { place: 7, inspection: "v" } }, night), [["place", "Sweet Leaf"]]);
  assert.deepEqual(said({ kind: "hazard.recheck", data: { hazard: "h", passed: false, words: "chain" } }, night), [["hazard", "A-1"], ["passed", "no"], ["words", "chain"]]);
  assert.deepEqual(said({ kind: "hazard.recheck", data: { hazard: "gone", passed: true } }, null), [["passed", "yes"]]);
});
