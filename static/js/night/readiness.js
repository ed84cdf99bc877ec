// “Offline ready” is said only when all of this is true.
const NEEDED = 50 * 1024 * 1024;

export async function readiness(store, me) {
  const manager = globalThis.navigator && navigator.storage;
  const persisted = Boolean(manager && manager.persist && (await manager.persist()));
  const room = manager && manager.estimate ? await manager.estimate() : {};
  const free = room.quota ? room.quota - room.usage : 0;
  const shell = Boolean(globalThis.navigator && navigator.serviceWorker && navigator.serviceWorker.controller);
  const row = me ? await store.get("officers", me.id) : null;
  const found = {
    persisted, space: free >= NEEDED, shell, bundle: Boolean(me && (await store.get("bundles", me.id))),
    pin: Boolean(row && row.pin),
  };
  const missing = Object.keys(found).filter((part) => !found[part]);
  return { ...found, free, missing, ready: missing.length === 0 };
}
