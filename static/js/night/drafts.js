// Half-written forms: every change is kept under the officer's view key, pictures too, until the form is stored or given
// up. One row for what is typed, one for each picture: a letter more does not write the pictures anew. As long as the app
// is unlocked a key has one draft: a screen drawn anew shows what was typed last, whether it is written yet or not.
import { ifRoom } from "./db.js";
import { decrypt, encrypt } from "./seal.js";

export async function openDraft({ store, who }, key, start) {
  const row = `${who.id}/${key}`;
  const read = async (name, raw) => {
    const found = await store.get("drafts", name);
    try { return found ? await decrypt(who.key, found, raw) : null; } catch { return null; }
  };
  const kept = await read(row);
  let first = start;
  let touched = Boolean(kept);
  const value = {};
  const begin = (values = {}) => {
    for (const name of Object.keys(value)) delete value[name];
    Object.assign(value, structuredClone({ pictures: [], ...values }));
  };
  begin({ ...start, ...kept });
  const pictures = []; // {name, file, values}
  for (const { name, title, type, values } of value.pictures) {
    const bytes = await read(`${row}/${name}`, true);
    if (bytes) pictures.push({ name, file: new File([bytes], title, { type }), values });
  }

  // One write at a time, the last state always last.
  let writing = null;
  let again = false;
  async function write() {
    try {
      do {
        again = false;
        const sealed = await encrypt(who.key, value);
        if (touched) await ifRoom(store.put("drafts", { key: row, ...sealed }));
        else await store.remove("drafts", row);
      } while (again);
    } finally { writing = null; }
  }
  const save = () => {
    touched = true;
    return flush();
  };
  const flush = () => {
    if (writing) again = true;
    else writing = write();
    return writing;
  };
  const note = () => {
    value.pictures = pictures.map(({ name, file, values }) => ({ name, title: file.name, type: file.type, values }));
    return save();
  };

  return {
    value, pictures, save,
    get kept() { return touched; },
    // Opened once more: while nothing is typed, it begins as the screen says now.
    open(values) {
      first = values;
      if (!touched) begin(values);
      return this;
    },
    set(changes) { Object.assign(value, changes); return save(); },
    // `values`: what the phone knew when it was taken. Throws when there is no room.
    async add(file, values = {}) {
      const name = `picture-${Date.now()}-${pictures.length}`;
      const sealed = await encrypt(who.key, new Uint8Array(await file.arrayBuffer()));
      await store.put("drafts", { key: `${row}/${name}`, ...sealed });
      pictures.push({ name, file, values });
      await note();
    },
    async remove(picture) {
      pictures.splice(pictures.indexOf(picture), 1);
      await store.remove("drafts", `${row}/${picture.name}`);
      await note();
    },
    // Stored or given up: the form begins anew.
    async drop() {
      const old = pictures.splice(0);
      touched = false;
      begin(first);
      await flush();
      for (const { name } of old) await store.remove("drafts", `${row}/${name}`);
    },
  };
}
