// Half-written forms: every change is kept under the officer's view key, pictures too, until the form is stored or given
// up. One row for what is typed, one for each picture: a letter more does not write the pictures anew.
import { ifRoom } from "./db.js";
import { decrypt, encrypt } from "./seal.js";

export async function openDraft({ store, who }, key, start = {}) {
  const row = `${who.id}/${key}`;
  const read = async (name, raw) => {
    const found = await store.get("drafts", name);
    try { return found ? await decrypt(who.key, found, raw) : null; } catch { return null; }
  };
  const kept = await read(row);
  const value = { ...start, ...kept };
  value.pictures = value.pictures || [];
  const pictures = []; // {name, file, values}
  for (const { name, title, type, values } of value.pictures) {
    const bytes = await read(`${row}/${name}`, true);
    if (bytes) pictures.push({ name, file: new File([bytes], title, { type }), values });
  }

  // One write at a time, the last state always last.
  let writing = null;
  let again = false;
  let gone = false;
  async function write() {
    do {
      again = false;
      const sealed = await encrypt(who.key, value);
      if (!gone) await ifRoom(store.put("drafts", { key: row, ...sealed }));
    } while (again && !gone);
    writing = null;
  }
  const save = () => {
    if (writing) again = true;
    else writing = write();
    return writing;
  };
  const note = () => {
    value.pictures = pictures.map(({ name, file, values }) => ({ name, title: file.name, type: file.type, values }));
    return save();
  };

  return {
    value, pictures, kept: Boolean(kept), save,
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
    async drop() {
      gone = true;
      await writing;
      await store.remove("drafts", row);
      for (const { name } of pictures) await store.remove("drafts", `${row}/${name}`);
    },
  };
}
