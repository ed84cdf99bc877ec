// The phone's own database. A write is done when its transaction is complete and on the disk, not before.
import "../../vendor/idb/umd.js"; // sets globalThis.idb: less than half of its module

export const NAME = "night";
const STORES = { records: "id", blobs: "sha256", drafts: "key", officers: "id", bundles: "id", meta: "key" };

// For what can be learnt again: a phone without room must still open and show what lies on it.
export async function ifRoom(writing) {
  try { return await writing; } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    return undefined;
  }
}

export async function openStore(name = NAME) {
  const db = await globalThis.idb.openDB(name, 1, {
    // Only ever adds: no version may lose what an older one kept.
    upgrade(base) {
      for (const [store, keyPath] of Object.entries(STORES)) {
        if (!base.objectStoreNames.contains(store)) base.createObjectStore(store, { keyPath });
      }
    },
    blocking() { db.close(); },
  });
  const write = async (stores, work) => {
    const tx = db.transaction(stores, "readwrite", { durability: "strict" });
    work(tx);
    await tx.done;
  };
  return {
    get: (store, key) => db.get(store, key),
    all: (store) => db.getAll(store),
    put: (store, ...rows) => write([store], (tx) => rows.forEach((row) => tx.objectStore(store).put(row))),
    remove: (store, key) => write([store], (tx) => tx.objectStore(store).delete(key)),
    write,
    // Reads and changes one row in one transaction; `change` returns the new row, or nothing to leave it.
    async update(store, key, change) {
      const tx = db.transaction([store], "readwrite", { durability: "strict" });
      const before = await tx.store.get(key);
      const after = change(before);
      if (after) await tx.store.put(after);
      await tx.done;
      return after || before;
    },
    close: () => db.close(),
  };
}
