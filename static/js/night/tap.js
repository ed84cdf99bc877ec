// One tap that writes: for ten seconds it can be taken back, and until then it stays on the phone. `to`: where it leads;
// `draft`: what was typed for it, which is there again when it is taken back; `also`: what the same tap says, [[kind, data]].
import { t } from "./dom.js";

const UNDO = 1000 * document.body.dataset.undo;

export async function tap(app, kind, data, of, to = location.hash, draft = null, also = []) {
  const from = location.hash;
  const others = [];
  for (const [name, said] of also) others.push(await app.add(name, said, { hold: UNDO }));
  const made = await app.add(kind, data, { ...of, hold: UNDO });
  if (!made) return null;
  const typed = draft && draft.kept ? { ...draft.value } : null;
  if (draft) await draft.drop();
  app.buzz();
  if (location.hash === from) location.hash = to; // unless somebody went elsewhere meanwhile
  app.say(t("stored"), "toast", { words: t("undo"), onclick: () => app.run(async () => {
    if (!app.records().some((row) => (row.after || []).includes(made.id)) && await app.phone.undo(made.id)) {
      for (const other of others) if (other) await app.phone.undo(other.id);
      if (typed) await draft.set(typed);
      location.hash = from;
    } else app.say(t("undo_late"), "bad");
  }) });
  return made;
}
