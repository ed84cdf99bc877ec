// A second person looks whether a hazard is put right, and takes the photo from where the first one was taken.
import { whereabouts } from "../bearing.js";
import { CHOICES, badge, button, card, h, t } from "../dom.js";
import { tiles } from "../fields.js";
import { area, asked, pictures, refuse } from "../forms.js";
import { rootOf } from "../reports.js";
import { metres } from "../state.js";

// Where to stand; how far that is, once the phone knows.
function standOf(found) {
  if (found.latitude === null) return { element: h("p", { class: "notice" }, t("no_stand")), onpoint() {} };
  const away = h("strong", { role: "status" });
  return {
    element: h("p", { class: "notice" }, t("stand", found), " ", found.bearing === null ? "" : `${t("stand_looking", { n: found.bearing })} `, away),
    onpoint(point) { away.textContent = t("stand_away", { n: Math.round(metres(found, point)) }); },
  };
}

export async function recheck(app, night, id, old = null) {
  const found = (night.hazards ? night.hazards.rechecks : []).find((row) => row.id === (old ? old.data.hazard : id));
  if (!found) return [h("h1", {}, t("recheck")), old ? Object.values(old.errors).map((words) => h("div", { class: "notice bad" }, words)) : null, h("p", {}, t("recheck_gone")), h("a", { class: "button", href: "#inspections" }, t("my_inspections"))];
  const draft = await app.phone.draft(old ? `mend/${old.id}` : `recheck/${id}`, old ? { passed: old.data.passed ? "yes" : "no", words: old.data.words } : { passed: "", words: "" });
  const errors = old ? old.errors : {};
  const stand = standOf(found);
  const where = whereabouts(app, stand.onpoint);
  const passed = tiles(t("is_put_right"), CHOICES.passed, { chosen: [draft.value.passed], error: errors.passed, onchange: ([value]) => draft.set({ passed: value }) });
  passed.element.querySelector(".errorlist").dataset.of = "passed";
  const form = h("div", {}, passed.element,
    h("div", {}, pictures(app, draft, t("photo_same"), { help: t("photo_same_help"), ...where }), h("ul", { class: "errorlist", hidden: true, dataset: { of: "photo" } })),
    asked("words", t("hazard_words"), area(draft, "words", { rows: "2", maxlength: "500" }), { help: t("dictate"), error: errors.words }));
  let sending = false;
  return [
    h("h1", {}, t("recheck")), errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null,
    card(h("p", { class: "line" }, h("strong", {}, found.kind_words), badge(found.level_words, { critical: "bad", high: "warn" }[found.level] || "")),
      h("p", { class: "soft small" }, `${found.number} · ${found.place}`), h("p", { class: "pre" }, found.words),
      // With a signal alone: pictures are not taken along.
      found.photo ? h("img", { class: "before", src: found.photo, alt: t("photo_before"), onerror: (event) => event.target.remove() }) : null, stand.element),
    form,
    button(t("store"), "primary huge", async () => {
      const { passed: said, words } = draft.value;
      const missing = {};
      if (!said) missing.passed = t("is_put_right_missing");
      if (!draft.pictures.length && !old) missing.photo = t("photo_same_missing");
      if (said === "no" && !words.trim()) missing.words = t("still_missing");
      if (refuse(form, missing) || sending) return;
      sending = true;
      const data = { hazard: found.id, passed: said === "yes", words: words.trim() };
      const made = old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("hazard.recheck", data);
      sending = false;
      if (!made) return;
      app.buzz();
      await app.addPhotos({ recheck: old ? rootOf(app.records(), made) : made.id }, draft.pictures);
      await draft.drop();
      location.replace(old ? "#entries" : "#inspections");
      app.say(t("stored"), "good");
    }),
    h("p", { class: "small soft" }, t("kept_as_is")),
  ];
}
