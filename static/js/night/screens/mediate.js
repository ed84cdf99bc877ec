// What a mediator writes down where it happens: that the parties met, and the visits afterwards.
import { CHOICES, badge, button, card, clock, day, h, t } from "../dom.js";
import { tiles } from "../fields.js";
import { area, asked, bind, line, refuse } from "../forms.js";
import { tasksOf } from "../reports.js";
import { due } from "./village.js";

const when = (moment) => `${day(moment)} ${clock(moment)}`;
const find = (app, night, id) => (night.disputes ? tasksOf(night.disputes.tasks, app.records(), night.taken_at) : []).find((row) => row.id === id);
const gone = () => [h("h1", {}, t("my_mediations")), h("p", {}, t("mediation_gone")), h("a", { class: "button", href: "#" }, t("tonight"))];
// What a field for date and time shows: the wall clock of the station.
const PARTS = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
const wall = (moment) => PARTS.format(new Date(moment)).replace(" ", "T");
const ofWall = (words) => (words ? `${words.slice(0, 16)}:00+08:00` : "");
const subject = (row) => h("p", { class: "soft" }, [CHOICES.dispute_kind[row.kind], row.number, row.village].join(" · "));
const person = (party) => (party.minor ? t("a_minor") : party.name || t("not_known"));

export function mediations(app, night, id) {
  const row = find(app, night, id);
  if (!row) return gone();
  return [
    h("h1", {}, CHOICES.dispute_kind[row.kind]),
    h("p", { class: "line" }, h("strong", { class: "digest" }, row.number), badge(row.status_words, "info"), badge(row.level_words, { critical: "bad", high: "warn" }[row.level] || "")),
    h("p", {}, due(row.step_words, row.due_at)),
    card(row.words ? h("p", { class: "pre" }, row.words) : null, h("p", { class: "soft" }, [row.village, row.place].filter(Boolean).join(" · ")),
      row.parties.length ? h("ul", { class: "list" }, row.parties.map((party) => h("li", {}, h("span", { class: "grow" }, `${CHOICES.party_role[party.role]} · ${person(party)}`)))) : null),
    row.waiting.length ? card(h("h2", {}, t("sessions")), h("ul", { class: "list" }, row.waiting.map((record) => h("li", {},
      h("span", { class: "grow" }, when(record.data.held_at), h("br"), h("span", { class: "small soft" }, CHOICES.session_result[record.data.result])),
      badge(record.state === "waiting" ? t("waiting_state") : CHOICES.state[record.state] || record.state, "info"))))) : null,
    row.visited ? h("p", { class: "notice" }, t("visited_here")) : null,
    row.may_meet ? h("a", { class: "button primary", href: `#session/${row.id}` }, t("session_log")) : null,
    row.visit && !row.visited ? h("a", { class: "button primary", href: `#followup/${row.id}` }, t("followup_log", { day: day(row.visit) })) : null,
    h("a", { class: "button plain", href: "#" }, t("done")),
  ];
}

const EMPTY = { place_words: "", present: [], others: "", consent: false, guardian_present: false, second: null, recorded: false, notes: "", result: "" };

function missingOf(value, row, now) {
  const found = {};
  if (!value.held_at) found.held_at = t("held_missing");
  else if (Date.parse(value.held_at) > now + 60000) found.held_at = t("held_ahead");
  if (!value.place_words.trim()) found.place_words = t("held_where_missing");
  if (!value.notes.trim()) found.notes = t("notes_missing");
  if (!value.result) found.result = t("result_missing");
  if (value.result && value.result !== "absent") {
    if (row.route === "peoples" && !row.consented && !value.consent) found.consent = t("consent_missing");
    if (row.parties.some(({ minor }) => minor) && !value.guardian_present) found.guardian_present = t("guardian_missing");
    if (row.route === "police" && !value.second && !value.recorded) found.second = t("second_missing");
  }
  return found;
}

export async function session(app, night, id, old = null) {
  const row = find(app, night, old ? old.data.dispute : id);
  if (!row) return gone();
  const draft = await app.phone.draft(old ? `mend/${old.id}` : `session/${id}`, { held_at: new Date(app.time()).toISOString(), ...EMPTY, ...(old ? old.data : {}) });
  const errors = old ? old.errors : {};
  const held = h("input", { type: "datetime-local", max: wall(app.time()) });
  held.value = draft.value.held_at ? wall(draft.value.held_at) : "";
  held.addEventListener("input", () => draft.set({ held_at: ofWall(held.value) }));
  const chosen = (of, legend, options, props, change) => {
    const made = tiles(legend, options, { ...props, error: errors[of], onchange: change });
    made.element.querySelector(".errorlist").dataset.of = of;
    return made.element;
  };
  const turn = (of, words) => h("div", {}, h("label", { class: "switch-row" }, h("span", {}, words), bind(draft, of, h("input", { type: "checkbox", class: "switch", role: "switch" }))),
    h("ul", { class: "errorlist", hidden: !errors[of], dataset: { of } }, errors[of] ? h("li", {}, errors[of]) : null));
  const second = h("select", {}, h("option", { value: "" }, t("nobody_else")), night.disputes.seconds.map((officer) => h("option", { value: String(officer.id) }, officer.name)));
  bind(draft, "second", second, { parse: (value) => (value ? Number(value) : null) });
  const form = h("div", {},
    asked("held_at", t("held_at"), held, { error: errors.held_at }),
    asked("place_words", t("held_where"), line(draft, "place_words", { maxlength: "80" }), { error: errors.place_words }),
    row.parties.length ? chosen("present", t("who_came"), Object.fromEntries(row.parties.map((party) => [party.id, person(party)])), { many: true, chosen: draft.value.present }, (value) => draft.set({ present: value })) : null,
    asked("others", t("others_came"), line(draft, "others", { maxlength: "120" }), { error: errors.others }),
    row.route === "peoples" && !row.consented ? turn("consent", t("consent")) : null,
    row.parties.some(({ minor }) => minor) ? turn("guardian_present", t("guardian_present")) : null,
    row.route === "police" ? [asked("second", t("second_officer"), second, { error: errors.second }), turn("recorded", t("recorded"))] : null,
    asked("notes", t("notes_of_session"), area(draft, "notes", { rows: "6", maxlength: "4000" }), { help: t("dictate"), error: errors.notes }),
    chosen("result", t("session_result"), CHOICES.session_result, { chosen: [draft.value.result] }, ([value]) => draft.set({ result: value })));
  return [h("h1", {}, t("session_log")), subject(row), errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null, form,
    button(t("store"), "primary", async () => {
      if (refuse(form, missingOf(draft.value, row, app.time()))) return;
      const { pictures, ...value } = draft.value;
      const data = { ...value, dispute: row.id, place_words: value.place_words.trim(), others: value.others.trim(), notes: value.notes.trim() };
      if (!(old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("dispute.session", data))) return;
      await stored(app, draft, old ? "#entries" : `#mediations/${row.id}`);
    }), h("p", { class: "small soft" }, t("kept_as_is"))];
}

export async function followup(app, night, id, old = null) {
  const row = find(app, night, old ? old.data.dispute : id);
  if (!row) return gone();
  const draft = await app.phone.draft(old ? `mend/${old.id}` : `followup/${id}`, { result: "", note: "", ...(old ? old.data : {}) });
  const errors = old ? old.errors : {};
  const result = tiles(t("followup_result"), CHOICES.followup_result, { chosen: [draft.value.result], error: errors.result, onchange: ([value]) => draft.set({ result: value }) });
  result.element.querySelector(".errorlist").dataset.of = "result";
  const form = h("div", {}, result.element, asked("note", t("note"), area(draft, "note", { rows: "3", maxlength: "500" }), { help: t("dictate"), error: errors.note }));
  return [h("h1", {}, row.visit ? t("followup_log", { day: day(row.visit) }) : t("followup_result")), subject(row), errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null, form,
    button(t("store"), "primary", async () => {
      if (refuse(form, draft.value.result ? {} : { result: t("result_missing") })) return;
      const data = { dispute: row.id, result: draft.value.result, note: draft.value.note.trim() };
      if (!(old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("dispute.followup", data))) return;
      await stored(app, draft, old ? "#entries" : `#mediations/${row.id}`);
    }), h("p", { class: "small soft" }, t("kept_as_is"))];
}

async function stored(app, draft, to) {
  app.buzz();
  await draft.drop();
  location.replace(to);
  app.say(t("stored"), "good");
}
