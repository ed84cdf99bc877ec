// The app's worker as a push service and a thumb meet it: what it shows, and where a tap leads.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

function worker(pages = []) {
  const listeners = {}, shown = [], opened = [], focused = [];
  const self = {
    PRECACHE: { version: "1", urls: ["/night/"] },
    addEventListener: (name, listener) => { listeners[name] = listener; },
    location: new URL("https://station.example/night/worker.js"),
    registration: { showNotification: async (title, options) => { shown.push({ title, ...options }); } },
    clients: {
      matchAll: async () => pages.map((url) => ({ url, focus: async () => { focused.push(url); } })),
      openWindow: async (url) => { opened.push(url); },
    },
  };
  vm.runInNewContext(readFileSync(new URL("../../static/js/night_worker.js", import.meta.url), "utf8"), { self, URL, Promise, Boolean });
  const dispatch = async (name, event) => {
    const waiting = [];
    listeners[name]({ ...event, waitUntil: (promise) => waiting.push(promise) });
    await Promise.all(waiting);
  };
  return { dispatch, shown, opened, focused };
}

const data = (message) => ({ json: () => JSON.parse(message), text: () => message });
const tap = (url) => ({ notification: { data: { url }, close() {} } });

test("a message is shown with its tag, so that the same one again replaces it", async () => {
  const { dispatch, shown } = worker();
  const message = JSON.stringify({ title: "漏巡", body: "第一小分队", tag: "k1", url: "/notices/7/open/", urgent: true });
  await dispatch("push", { data: data(message) });
  await dispatch("push", { data: data(message) });
  assert.deepEqual(shown.map(({ title, tag, data: { url }, requireInteraction }) => [title, tag, url, requireInteraction]),
    [["漏巡", "k1", "/notices/7/open/", true], ["漏巡", "k1", "/notices/7/open/", true]]);
});

test("what is no JSON, or nothing at all, is still shown: browsers demand it", async () => {
  const { dispatch, shown } = worker();
  await dispatch("push", { data: data("plain words") });
  await dispatch("push", { data: null });
  assert.deepEqual(shown.map(({ body }) => body), ["plain words", ""]);
});

test("a tap opens the notice, or goes to the page that shows it already", async () => {
  const fresh = worker();
  await fresh.dispatch("notificationclick", tap("/notices/7/open/"));
  assert.deepEqual(fresh.opened, ["https://station.example/notices/7/open/"]);
  const there = worker(["https://station.example/notices/7/open/"]);
  await there.dispatch("notificationclick", tap("/notices/7/open/"));
  assert.deepEqual([there.opened, there.focused], [[], ["https://station.example/notices/7/open/"]]);
});

test("no message leads out of the station's site", async () => {
  const { dispatch, opened } = worker();
  await dispatch("notificationclick", tap("https://evil.example/"));
  assert.deepEqual(opened, []);
});
