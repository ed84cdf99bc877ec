// The browser's database in node: imported before anything that uses it.
import * as fake from "../vendor/fake-indexeddb/esm/index.js";

for (const name of Object.keys(fake)) if (name.startsWith("IDB") || name === "indexedDB") globalThis[name] = fake[name];
// Node takes the library for CommonJS; in a browser it sets globalThis.idb itself.
import idb from "../../static/vendor/idb/umd.js";

globalThis.idb = idb;
