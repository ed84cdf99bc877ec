// A place is visited by its checklist: one answer an item; what is not in order gets a few words or a photo, and a way.
import { whereabouts } from "../bearing.js";
import { CHOICES, button, card, h, t } from "../dom.js";
import { tiles } from "../fields.js";
import { area, asked, bind, pictures, refuse } from "../forms.js";
import { rootOf } from "../reports.js";
import { WRONG, dataOf, enters, missingOf, saidOf, typed, visitOf } from "../visits.js";

const EMPTY = { answers: {}, found: {}, shut: false, consent: "", words: "" };
const gone = (words, old) => [h("h1", {}, t("my_inspections")), old ? Object.values(old.errors).map((said) => h("div", { class: "notice bad" }, said)) : null, h("p", {}, words), h("a", { class: "button", href: "#inspections" }, t("my_inspections"))];

function choice(of, legend, options, chosen, error, change) {
  const made = tiles(legend, options, { chosen: [chosen], error, onchange: ([value]) => change(value) });
  made.element.querySelector(".errorlist").dataset.of = of;
  return made.element;
}

// One item of the list, and what is asked of it when it is not in order.
function itemOf(app, draft, where, item, mayOrder, errors) {
  const { code } = item;
  const part = {
    get value() { return { words: "", level: item.level, way: "", until: "", ...draft.value.found[code] }; },
    set: (changes) => draft.set({ found: { ...draft.value.found, [code]: { ...part.value, ...changes } } }),
  };
  const select = (name, options) => bind(part, name, h("select", {}, Object.entries(options).map(([value, words]) => h("option", { value }, words))));
  const last = asked(`${code}_until`, t("until_day"), bind(part, "until", h("input", { type: "date" })), { help: t("until_help"), error: errors[`${code}_until`] });
  const way = select("way", CHOICES.way);
  const dated = () => { last.hidden = way.value !== "deadline"; };
  way.addEventListener("change", dated);
  dated();
  const more = h("div", {},
    asked(`${code}_words`, t("not_in_order"), area(part, "words", { rows: "2", maxlength: "500" }), { help: t("dictate"), error: errors[`${code}_words`] }),
    pictures(app, draft, t("photo_add"), { help: t("hazard_photo_help"), knows: where.knows, onopen: where.onopen, item: code }),
    asked(`${code}_level`, t("hazard_level"), select("level", CHOICES.hazard_level), { error: errors[`${code}_level`] }),
    mayOrder ? [asked(`${code}_way`, t("how_put_right"), way, { error: errors[`${code}_way`] }), last] : null);
  more.hidden = draft.value.answers[code] !== WRONG;
  return card(choice(code, item.text, CHOICES.answer, draft.value.answers[code], errors[code], (value) => {
    draft.set({ answers: { ...draft.value.answers, [code]: value } });
    more.hidden = value !== WRONG;
  }), more);
}

export async function inspect(app, night, id, old = null) {
  const { visits, checklists, may_order: mayOrder } = night.hazards || { visits: [], checklists: {} };
  const visit = visits.find((row) => row.id === (old ? old.data.inspection : id)) || (old ? visitOf(old) : null);
  if (!visit) return gone(t("visit_gone"), old);
  // The list that was answered, while the phone has it; otherwise the one in force: same items keep their answers.
  const version = old && checklists[old.data.version] ? old.data.version : visit.version;
  const items = checklists[version];
  if (!items) return gone(t("no_checklist"), old);
  const draft = await app.phone.draft(old ? `mend/${old.id}` : `inspect/${id}`, { ...EMPTY, ...(old ? typed(old) : {}) });
  const errors = old ? saidOf(old) : {};
  const where = whereabouts(app);
  const list = h("div", { class: "item" }, items.map((item) => itemOf(app, draft, where, item, mayOrder, errors)));
  const toggle = () => { list.hidden = !enters(draft.value); };
  toggle();
  const shut = bind(draft, "shut", h("input", { type: "checkbox", class: "switch", role: "switch" }));
  shut.addEventListener("input", toggle);
  const form = h("div", {},
    visit.home ? choice("consent", t("home_consent"), CHOICES.consent, draft.value.consent, errors.consent, (value) => { draft.set({ consent: value }); toggle(); }) : null,
    h("label", { class: "switch-row" }, h("span", {}, t("place_shut")), shut), list,
    asked("words", t("remark"), area(draft, "words", { rows: "2", maxlength: "500" }), { help: t("no_names_please"), error: errors.words }));
  const beside = new Set([...form.querySelectorAll("[data-of]")].map(({ dataset }) => dataset.of));
  let sending = false;
  return [
    h("h1", {}, visit.name || t("my_inspections")), h("p", { class: "soft" }, [visit.kind_words, visit.village].filter(Boolean).join(" · ")),
    Object.entries(errors).filter(([name]) => !beside.has(name)).map(([, words]) => h("div", { class: "notice bad" }, words)), form,
    button(t("store_inspection"), "primary huge", async () => {
      const seen = new Set(draft.pictures.map(({ values }) => values.item));
      if (old) for (const { item } of old.data.found) seen.add(item); // its words, or its photo, are there already
      if (refuse(form, missingOf(draft.value, items, visit.home, seen, t)) || sending) return;
      sending = true;
      const data = dataOf(draft.value, visit, version, items, t("see_photo"));
      const made = old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("inspection.done", data);
      sending = false;
      if (!made) return;
      app.buzz();
      const wanted = new Set(data.found.map(({ item }) => item));
      await app.addPhotos({ inspection: old ? rootOf(app.records(), made) : made.id }, draft.pictures.filter(({ values }) => wanted.has(values.item)));
      await draft.drop();
      location.replace(old ? "#entries" : "#inspections");
      app.say(t("stored"), "good");
    }),
    h("p", { class: "small soft" }, t("kept_as_is")),
  ];
}
