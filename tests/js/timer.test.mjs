import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, describe } from "../../static/js/timer.js";
import { pageFor, press } from "../../static/js/plate_state.js";

test("a length of time shows minutes and seconds, then hours", () => {
  assert.equal(clockText(0), "00:00");
  assert.equal(clockText(65_000), "01:05");
  assert.equal(clockText(3_661_000), "1:01:01");
});

test("a moment to come counts down and counts up once it is past", () => {
  const dataset = { until: "2026-09-03T12:00:00Z", before: "in {t}", after: "{t} late" };
  assert.equal(describe(dataset, Date.parse("2026-09-03T11:58:30Z")), "in 01:30");
  assert.equal(describe(dataset, Date.parse("2026-09-03T12:00:10Z")), "00:10 late");
});

test("nonsense shows nothing", () => {
  assert.equal(describe({ since: "x" }, 0), "");
});

test("the plate keyboard begins with the provinces and stops at eight characters", () => {
  assert.equal(pageFor(""), "province");
  assert.equal(pageFor("闽"), "rest");
  assert.equal(press("闽G", "A"), "闽GA");
  assert.equal(press("闽GA", "back"), "闽G");
  assert.equal(press("闽GA12345", "9"), "闽GA12345");
  assert.equal(press("闽GA", "clear"), "");
});
