// Keeps the app of the officer's phone for the night. It caches files only; entries lie in IndexedDB, which it never
// touches. `PRECACHE` = {version, urls} is put before this text by the server; the first address is the page itself.
const { version, urls } = self.PRECACHE;
const CACHE = `night-${version}`;
const [SHELL] = urls;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await Promise.all(urls.map(async (url) => {
      const answer = await fetch(url, { cache: "reload", credentials: "same-origin" });
      // The sign-in page is no part of the app: then this version is not installed, the one before goes on.
      if (!answer.ok || answer.redirected) throw new Error(`${url} ${answer.status}`);
      await cache.put(url, answer);
    }));
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("night-") && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const page = event.request.mode === "navigate" && url.pathname.startsWith(SHELL);
  if (!page && !urls.includes(url.pathname)) return;
  event.respondWith((async () => {
    const kept = await (await caches.open(CACHE)).match(page ? SHELL : url.pathname);
    return kept || fetch(event.request);
  })());
});

self.addEventListener("message", (event) => { if (event.data === "take over") self.skipWaiting(); });

self.addEventListener("sync", (event) => {
  event.waitUntil((async () => {
    for (const client of await self.clients.matchAll()) client.postMessage("send");
  })());
});

// A message of the station: what and where to look. The same tag again replaces the one before, so that a message that
// was sent twice is shown once.
self.addEventListener("push", (event) => {
  let message = {};
  try { message = event.data ? event.data.json() : {}; } catch (error) { message = { body: event.data.text() }; }
  event.waitUntil(self.registration.showNotification(message.title || "", {
    body: message.body || "", tag: message.tag || "notice", data: { url: message.url || "/notices/" },
    requireInteraction: Boolean(message.urgent), icon: "/static/icon-192.png", badge: "/static/icon-192.png",
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data.url, self.location.origin);
  if (url.origin !== self.location.origin) return; // messages lead into the station's own site only
  event.waitUntil((async () => {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = pages.find((page) => page.url === url.href);
    if (there) await there.focus();
    else await self.clients.openWindow(url.href);
  })());
});
