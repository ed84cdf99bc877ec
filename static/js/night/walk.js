// What an officer does on a round: cars, places, the way. Read once a round runs or one of its screens is opened.
import { t } from "./dom.js";
import { reached } from "./state.js";
import { makePosition, pointData } from "./track.js";

const PART = 40; // positions of one entry of the track

export function makeWalk(app) {
  const heres = {};
  const passing = new Set(); // the next position may come before this one's entry is written
  const position = makePosition({ onMove: () => { noticePlaces(); track(); }, time: () => app.time() });
  const car = (found) => ({ vehicle: found.id });

  const walk = {
    point: () => position.last(),
    follow: (wanted) => position.follow(wanted),
    here(of) {
      if (heres[of.id] !== undefined) return heres[of.id] || null;
      const near = position.last() && reached({ ...of, passes: {} }, position.last())[0];
      if (near) return near.id;
      if (of.here !== undefined) return of.here;
      const places = of.places.filter((place) => !of.passes[place.id]);
      return places.length ? places[0].id : null;
    },
    setHere(of, value) { heres[of.id] = value ? Number(value) : 0; },
    async finish(of) {
      await track(true);
      await app.tap("round.finish", { round: of.id }, { round: of.id }, "#");
    },
    async abort(of, draft) {
      if (!(await app.add("round.abort", { round: of.id, reason: draft.value.reason.trim() }, { round: of.id }))) return;
      await draft.drop();
      location.hash = "#";
    },
    async secure(of, place) {
      const made = await app.add("check.secure", { round: of.id, place: place ? Number(place) : null }, { round: of.id });
      if (!made) return;
      app.buzz();
      app.say(t("stored_one"), "toast", { words: t("undo"), onclick: () => app.add("check.withdraw", { check: made.id, round: of.id }, { vehicle: made.id }) });
    },
    pass: (of, place, proof, values = {}) => app[proof === "hand" ? "tap" : "add"]("place.pass", {
      round: of.id, place: place.id, proof, reason: "", code: "", ...pointData(position.last()), left_at: null, ...values,
    }, { round: of.id }),
    async foundCar(of, data, pictures, old) {
      if (old) return app.run(() => app.phone.mend(old.id, { ...old.data, ...data }));
      const made = await app.add("vehicle.found", { ...data, ...pointData(position.last()) }, { round: of.id });
      if (made) { app.buzz(); await app.addPhotos({ vehicle: made.id }, pictures); }
      return made;
    },
    call: (found, result, draft) => app.tap("vehicle.call", { ...car(found), number: draft.value.number.trim(), source: "on_car", reason: "", result }, car(found), location.hash, draft),
    close: (found, outcome, draft) => app.tap("vehicle.close", { ...car(found), outcome, talk_given: draft.value.talk }, car(found), `#round/${found.round}`, draft),
    track: (all) => track(all),
    // The phone is locked, or another officer takes it: what was walked is written down under who walked it.
    async leave() {
      position.follow(false);
      await track(true);
      position.forget();
    },
  };

  // Places reached by the phone's own position are passed without a tap, once.
  async function noticePlaces() {
    const night = app.night();
    if (!night) return;
    if (!night.running) { position.follow(false); return; }
    for (const place of reached(night.running, position.last())) {
      const key = `${night.running.id}/${place.id}`;
      if (passing.has(key)) continue;
      passing.add(key);
      if (await walk.pass(night.running, place, "position")) app.say(`${place.name} · ${t("by_position")}`, "good");
      else passing.delete(key);
    }
  }

  // The way walked is written down in parts: every forty positions, when the round ends and when the page is left.
  async function track(all = false) {
    const night = position.gathered() >= (all ? 1 : PART) ? app.night() : null;
    if (night && night.running) await app.add("track.part", { round: night.running.id, fixes: position.take() }, { round: night.running.id });
  }

  return walk;
}
