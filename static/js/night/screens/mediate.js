// What a mediator writes down where it happens: that the parties met, and the visits afterwards.
import { CHOICES, badge, button, card, clock, day, h, t, tiles } from "../dom.js";
import { area, asked, bind, line, refuse } from "../forms.js";
import { mediationsOf } from "../reports.js";
import { due } from "./village.js";

const when = (moment) => `${day(moment)} ${clock(moment)}`;
const found = (app, night, id) => (night.disputes ? mediationsOf(night.disputes.mediations, app.records()) : []).find((row) => row.id === id);
const gone = () => [h("h1", {}, t("my_mediations")), h("p", {}, t("mediation_gone")), h("a", { class: "button", href: "#" }, t("tonight"))];
// What a field for date and time shows: the wall clock of the station.
const PARTS = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
const wall = (moment) => PARTS.format(new Date(moment)).replace(" ", "T");
const ofWall = (words) => (words ? `${words.slice(0, 16)}:00+08:00` : "");

export function mediations(app, night, id) {
  const row = found(app, night, id);
  if (!row) return gone();
  return [
    h("h1", {}, CHOICES.dispute_kind[row.kind]),
    h("p", {}, h("strong", { class: "digest" }, row.number), " ", badge(row.state_label, "info"), " ", row.level_label ? badge(row.level_label, { critical: "bad", high: "warn" }[row.level] || "") : null),
    due(row) ? h("p", {}, due(row)) : null,
    card(row.words ? h("p", { class: "pre" }, row.words) : null, h("p", { class: "soft" }, [row.village, row.place_words].filter(Boolean).join(" · ")),
      row.parties.length ? h("ul", { class: "list" }, row.parties.map((party) => h("li", {}, h("span", { class: "grow" }, `${party.role_label} · ${party.name}`)))) : null),
    row.may_meet ? h("a", { class: "button primary", href: `#session/${row.id}` }, t("session_log")) : null,
    row.followups.map((visit) => h("a", { class: "button", href: `#followup/${visit.id}` }, t("followup_n", { n: visit.ordinal, day: day(visit.due_on) }))),
    row.sessions.length || row.waiting.length ? card(h("h2", {}, t("sessions")), h("ul", { class: "list" },
      row.sessions.map((one) => h("li", {}, h("span", { class: "grow" }, when(one.held_at)), badge(one.label))),
      row.waiting.map((record) => h("li", {}, h("span", { class: "grow" }, when(record.data.held_at)), badge(t("waiting_state"), "info"))))) : null,
    h("a", { class: "button plain", href: "#" }, t("done")),
  ];
}

export async function session(app, night, id, old = null) {
  const row = found(app, night, old ? old.data.dispute : id);
  if (!row) return gone();
  const draft = await app.phone.draft(old ? `mend/${old.id}` : `session/${id}`, {
    held_at: new Date(app.time()).toISOString(), place_words: "", present: [], others: "", guardian_present: false, recorded: false, notes: "", result: "", ...(old ? old.data : {}),
  });
  const errors = old ? old.errors : {};
  const held = h("input", { type: "datetime-local", max: wall(app.time()) });
  held.value = wall(draft.value.held_at);
  held.addEventListener("input", () => draft.set({ held_at: ofWall(held.value) }));
  const named = Object.fromEntries(row.parties.map((party) => [party.id, `${party.name}`]));
  const present = row.parties.length ? tiles(t("who_came"), named, { many: true, chosen: draft.value.present, error: errors.present, onchange: (chosen) => draft.set({ present: chosen }) }) : null;
  const result = tiles(t("session_result"), CHOICES.session_result, { chosen: [draft.value.result], onchange: ([value]) => draft.set({ result: value }) });
  result.element.querySelector(".errorlist").dataset.of = "result";
  const check = (name, words) => h("label", { class: "switch-row" }, h("span", {}, words), bind(draft, name, h("input", { type: "checkbox", class: "switch", role: "switch" })));
  const form = h("div", {},
    asked("held_at", t("held_at"), held, { error: errors.held_at }),
    asked("place_words", t("held_where"), line(draft, "place_words", { maxlength: "80" }), { error: errors.place_words }),
    present ? present.element : null, asked("others", t("others_came"), line(draft, "others", { maxlength: "120" }), { error: errors.others }),
    row.minor ? check("guardian_present", t("guardian_present")) : null, row.route === "police" ? check("recorded", t("recorded")) : null,
    errors.guardian_present || errors.recorded ? h("p", { class: "errorlist" }, errors.guardian_present || errors.recorded) : null,
    asked("notes", t("notes_of_session"), area(draft, "notes", { rows: "6", maxlength: "4000" }), { help: t("dictate"), error: errors.notes }),
    result.element);
  if (errors.result) setTimeout(() => refuse(form, errors));
  return [h("h1", {}, t("session_log")), h("p", { class: "soft" }, `${CHOICES.dispute_kind[row.kind]} · ${row.number}`),
    errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null, form,
    button(t("store"), "primary", async () => {
      const { held_at: at, place_words: where, present: came, others, guardian_present: guardian, recorded, notes, result: how } = draft.value;
      const missing = {};
      if (!at) missing.held_at = t("held_missing");
      else if (Date.parse(at) > app.time() + 60000) missing.held_at = t("held_ahead");
      if (!where.trim()) missing.place_words = t("held_where_missing");
      if (!notes.trim()) missing.notes = t("notes_missing");
      if (!how) missing.result = t("result_missing");
      if (refuse(form, missing)) return;
      const data = { dispute: row.id, held_at: at, place_words: where.trim(), present: came, others: others.trim(), guardian_present: guardian, recorded, notes: notes.trim(), result: how };
      if (!(old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("dispute.session", data))) return;
      app.buzz();
      await draft.drop();
      location.replace(old ? "#entries" : `#mediations/${row.id}`);
      app.say(t("stored"), "good");
    }), h("p", { class: "small soft" }, t("kept_as_is"))];
}

export async function followup(app, night, id, old = null) {
  const key = old ? old.data.followup : id;
  const all = night.disputes ? night.disputes.mediations : [];
  const row = all.find((one) => one.followups.some((visit) => visit.id === key));
  if (!row) return gone();
  const visit = row.followups.find((one) => one.id === key);
  const draft = await app.phone.draft(old ? `mend/${old.id}` : `followup/${id}`, { result: "", note: "", ...(old ? old.data : {}) });
  const errors = old ? old.errors : {};
  const result = tiles(t("followup_result"), CHOICES.followup_result, { chosen: [draft.value.result], error: errors.result, onchange: ([value]) => draft.set({ result: value }) });
  result.element.querySelector(".errorlist").dataset.of = "result";
  const form = h("div", {}, result.element, asked("note", t("note"), area(draft, "note", { rows: "3", maxlength: "500" }), { help: t("dictate"), error: errors.note }));
  return [h("h1", {}, t("followup_n", { n: visit.ordinal, day: day(visit.due_on) })), h("p", { class: "soft" }, `${CHOICES.dispute_kind[row.kind]} · ${row.number} · ${row.village}`),
    errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null, form,
    button(t("store"), "primary", async () => {
      if (refuse(form, draft.value.result ? {} : { result: t("result_missing") })) return;
      const data = { followup: key, result: draft.value.result, note: draft.value.note.trim() };
      if (!(old ? await app.run(() => app.phone.mend(old.id, data)) : await app.add("dispute.followup", data))) return;
      app.buzz();
      await draft.drop();
      location.replace(old ? "#entries" : "#");
      app.say(t("stored"), "good");
    }), h("p", { class: "small soft" }, t("kept_as_is"))];
}
