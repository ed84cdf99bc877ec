// A cadre files a dispute: what, what happened and how urgent, where and who. One question a screen; all of it lies in one
// draft, so that whatever comes between, the form is found as it was left.
import { CHOICES, badge, button, card, day, h, t } from "../dom.js";
import { area, asked, bind, line, pictures, positionButton, refuse } from "../forms.js";
import { LEVELS, alike, dataOf, faults, namesOf, raised } from "../filing.js";
import { rootOf } from "../reports.js";
import { sketch } from "../sketch.js";
import { symbol } from "../symbols.js";

const SCREENS = ["", "kind", "words", "level", "where", "alike"];
const STEP_OF = [0, 1, 2, 2, 3, 3];
const SCREEN_OF = { kind: 1, words: 2, photo: 2, level: 3, signals: 3, same_as: 5 };
const EMPTY = {
  kind: "", level: "", signals: [], words: "", place_words: "", latitude: null, longitude: null, accuracy: null, parties: [], same_as: null,
};

const draftKey = (old) => (old ? `mend/${old.id}` : "report");
export const openReport = (app, night, old = null) => app.phone.draft(draftKey(old), {
  ...EMPTY, village: night.disputes.villages.length ? night.disputes.villages[0].id : null, ...(old ? old.data : {}),
});

const help110 = () => h("a", { class: "button bad huge", href: "tel:110" }, t("call_110"));

function head(number, words) {
  return [
    h("p", { class: "steps soft" }, t("step_of", { n: STEP_OF[number], of: 3 }), h("progress", { max: 3, value: STEP_OF[number], "aria-hidden": "true" })),
    h("h1", {}, words),
  ];
}

const SCREEN = {
  kind({ draft, go, errors }) {
    return [head(1, t("what_kind")), errors.kind ? h("p", { class: "errorlist", role: "alert" }, errors.kind) : null,
      h("div", { class: "pictiles" }, Object.entries(CHOICES.dispute_kind).map(([value, words]) => h("button", {
        type: "button", class: draft.value.kind === value ? "on" : null, "aria-pressed": String(draft.value.kind === value),
        async onclick() { await draft.set({ kind: value }); go(2); },
      }, symbol(value), h("span", {}, words))))];
  },
  words({ app, draft, go, errors }) {
    const words = area(draft, "words", { rows: "6", placeholder: t("what_happened_example") });
    const form = h("div", {}, asked("words", t("what_happened"), words, { help: t("dictate"), error: errors.words }),
      pictures(app, draft, t("photo_add"), { help: t("photo_no_faces") }));
    return [head(2, t("tell")), CHOICES.dispute_kind[draft.value.kind] ? h("p", { class: "soft" }, CHOICES.dispute_kind[draft.value.kind]) : null, form,
      button(t("next"), "primary", () => { if (!refuse(form, faults(draft.value, draft.pictures.length, "words", t))) go(3); })];
  },
  level({ draft, go, errors }) {
    const told = h("div", { role: "status" });
    const wrong = h("p", { class: "errorlist", role: "alert", hidden: !errors.level }, errors.level || "");
    const levels = Object.entries(CHOICES.dispute_level).map(([value, { name, example }]) => ({
      value, element: h("button", {
        type: "button", class: `level ${value}`,
        onclick() { draft.set({ level: value }); show(); },
      }, h("strong", {}, name), h("span", {}, example)),
    }));
    const show = () => {
      const { level, signals } = draft.value;
      const least = raised("low", signals, CHOICES.signal_level);
      const now = level || signals.length ? raised(level || "low", signals, CHOICES.signal_level) : "";
      for (const { value, element } of levels) {
        element.setAttribute("aria-pressed", String(value === now));
        element.classList.toggle("on", value === now);
        element.disabled = LEVELS.indexOf(value) < LEVELS.indexOf(least);
      }
      told.replaceChildren(...[
        signals.length && now !== level ? h("p", { class: "notice warn" }, t("level_raised", { level: CHOICES.dispute_level[now].name })) : null,
        now === "critical" ? help110() : null,
      ].filter(Boolean));
      wrong.hidden = true;
    };
    const switches = Object.entries(CHOICES.signal).map(([value, words]) => {
      const input = h("input", { type: "checkbox", class: "switch", role: "switch", checked: draft.value.signals.includes(value) });
      input.addEventListener("change", () => {
        draft.set({ signals: Object.keys(CHOICES.signal).filter((name) => (name === value ? input.checked : draft.value.signals.includes(name))) });
        show();
      });
      return h("label", { class: "switch-row" }, h("span", {}, words), input);
    });
    show();
    return [head(3, t("how_urgent")), h("fieldset", { class: "plain" }, h("legend", {}, t("right_now")), switches), told,
      h("div", { class: "levels", role: "group", "aria-label": t("how_urgent") }, levels.map(({ element }) => element)), wrong,
      button(t("next"), "primary", () => {
        const { level } = faults(draft.value, 0, "level", t);
        if (!level) { go(4); return; }
        wrong.textContent = `▲ ${level}`;
        wrong.hidden = false;
        wrong.scrollIntoView({ block: "center" });
      })];
  },
  where({ app, night, draft, go, errors, send, known }) {
    const villages = night.disputes.villages;
    const village = bind(draft, "village", h("select", {}, villages.map(({ id, name }) => h("option", { value: String(id) }, name))), { parse: Number });
    const people = h("div", { class: "parties" });
    const show = () => people.replaceChildren(...draft.value.parties.map((party, index) => partyFields(draft, party, index, errors, show)));
    show();
    const form = h("div", {},
      villages.length > 1 ? asked("village", t("village"), village, { error: errors.village })
        : h("p", { class: "preset" }, h("span", { class: "soft" }, `${t("village")} `), h("strong", {}, villages.length ? villages[0].name : ""),
          errors.village ? h("span", { class: "errorlist" }, ` ${errors.village}`) : null),
      asked("place_words", t("where_words"), line(draft, "place_words", { maxlength: "120" }), { help: t("where_example"), error: errors.place_words }),
      positionButton(app, draft),
      h("h2", {}, t("who_are_they")), people,
      button(t("party_add"), "plain", () => {
        const role = draft.value.parties.length ? "respondent" : "applicant";
        draft.set({ parties: [...draft.value.parties, { name: "", phone: "", role }] });
        show();
        people.lastElementChild.querySelector("input").focus();
      }, { id: "party-add" }),
      h("p", { class: "help" }, t("parties_unclear")));
    const level = raised(draft.value.level || "low", draft.value.signals, CHOICES.signal_level);
    return [head(4, t("where_and_who")), level === "critical" ? help110() : null, form,
      button(t("submit"), "primary huge", async () => {
        const wrong = faults(draft.value, draft.pictures.length, "all", t);
        const elsewhere = Object.keys(wrong).find((name) => SCREEN_OF[name]);
        if (elsewhere) { go(SCREEN_OF[elsewhere]); return undefined; }
        if (refuse(form, wrong)) return undefined;
        return (await known()).length ? go(5) : send();
      })];
  },
  async alike({ app, night, draft, send, known }) {
    const found = await known();
    const here = draft.value.latitude === null ? app.point() : draft.value;
    return [head(5, t("same_one")), h("p", {}, t("same_why")), found.map((row) => card(
      h("h2", { class: "with-symbol" }, symbol(row.kind, 32), CHOICES.dispute_kind[row.kind]),
      h("p", {}, [day(row.day), row.place].filter(Boolean).join(" · ")),
      h("p", { class: "line" }, row.shared ? badge(t("same_people", { n: row.shared }), "warn") : null, badge(t(row.own ? "same_own" : row.open ? "same_open" : "same_over"), "info")),
      row.latitude === null ? null : sketch(night.villages, [row], {}, here),
      button(t("same_yes"), "", async () => { await draft.set({ same_as: row.id }); await send(); }),
    )), button(t("same_no"), "primary huge", async () => { await draft.set({ same_as: null }); await send(); })];
  },
};

// A person in the quarrel: what the station's answer names by `parties.0.phone`. Of a minor neither name nor number.
function partyFields(draft, party, index, errors, show) {
  const keep = (name, value) => { party[name] = value; draft.set({ parties: draft.value.parties }); };
  const input = (name, props) => { const made = h("input", { autocomplete: "off", oninput: () => keep(name, made.value), ...props }); made.value = party[name]; return made; };
  const role = h("select", { onchange: () => keep("role", role.value) }, Object.entries(CHOICES.party_role).map(([value, words]) => h("option", { value }, words)));
  role.value = party.role;
  const minor = h("input", { type: "checkbox", class: "switch", role: "switch", checked: Boolean(party.is_minor), onchange: () => { keep("is_minor", minor.checked); show(); } });
  const of = (name) => `parties.${index}.${name}`;
  const ask = (name, words, element) => asked(of(name), words, element, { error: errors[of(name)] });
  return h("fieldset", { class: "card party" }, h("legend", {}, t("party_n", { n: index + 1 })),
    party.is_minor ? null : [ask("name", t("party_name"), input("name", { maxlength: "60" })), ask("phone", t("party_phone"), input("phone", { maxlength: "30", inputmode: "tel" }))],
    ask("role", t("party_role"), role), h("label", { class: "switch-row" }, h("span", {}, t("party_minor")), minor),
    button(t("take_away"), "plain", () => { draft.set({ parties: draft.value.parties.filter((other) => other !== party) }); show(); }, { "aria-label": `${t("take_away")} ${t("party_n", { n: index + 1 })}` }));
}

export async function report(app, night, step, old = null) {
  if (!night.disputes) return [h("h1", {}, t("no_reports_here")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const draft = await openReport(app, night, old);
  const errors = old ? old.errors : {};
  const base = old ? `#mend/${old.id}` : "#report";
  const wrong = Object.keys(errors).find((name) => SCREEN_OF[name]);
  const number = Number(step) || (old ? SCREEN_OF[wrong] || 4 : 1);
  const go = (next) => { location.hash = `${base}/${next}`; };
  let sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    const data = dataOf(draft.value, CHOICES.signal_level, t("see_photo"));
    const made = old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("dispute.report", data, { vehicle: data.same_as });
    if (made) {
      app.buzz();
      await app.addPhotos({ dispute: rootOf(app.records(), made) }, draft.pictures);
      await draft.drop();
      location.replace(old ? "#entries" : `#receipt/${made.id}`);
    }
    sending = false;
  };
  // What may be the same one; names are compared by their hashes under the key of the village.
  const known = async () => {
    const names = namesOf(draft.value, night.disputes.villages);
    const hashes = await Promise.all(names.map(([key, name]) => app.phone.plateHash(key, name)));
    return alike(draft.value, night.disputes.nearby, app.records(), app.time(), hashes);
  };
  return [
    errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null,
    h("div", { class: "ask" }, await SCREEN[SCREENS[number] || "kind"]({ app, night, draft, go, errors, send, known })),
    number > 1 ? h("a", { class: "button plain", href: `${base}/${number - 1}` }, t("step_back")) : null,
    h("p", { class: "small soft" }, t("kept_as_is")),
  ];
}
