// One door: how it ended, what was explained, how many have the app. Nobody at home takes one tap; a talk three.
import { CHOICES, button, day, h, t } from "../dom.js";
import { dateOf, doorsOf, find, lastExplained, tooSoon } from "../doors.js";
import { field, tiles } from "../fields.js";
import { area, asked, bind, line, refuse } from "../forms.js";
import { pointData } from "../track.js";
import { doorBadge, doorName } from "./doors.js";

const START = { outcome: "", explained: [], told_to_call: false, registered: 0, installed: 0, no_app_reason: "", needs_help: false, again_reason: "", note: "", group: 0, door: "" };

function dataOf(app, night, village, row, value, old) {
  const talked = value.outcome === "talked";
  const here = old ? { latitude: old.data.latitude, longitude: old.data.longitude, accuracy: old.data.accuracy } : pointData(app.point());
  return {
    village: village.id, household: row.key, group: row.key ? row.group : value.group, door: row.key ? row.door : value.door.trim(),
    shift: old ? old.data.shift : night.shift ? night.shift.id : null, ...here, outcome: value.outcome,
    explained: talked ? value.explained : [], told_to_call: talked && value.told_to_call, slip_left: value.slip_left === true,
    adults: talked ? value.adults : null, registered: talked ? value.registered : 0, installed: talked ? value.installed : 0,
    no_app_reason: talked && value.registered < value.adults ? value.no_app_reason : "", needs_help: talked && value.needs_help,
    again_reason: talked ? value.again_reason.trim() : "", note: value.note.trim(),
  };
}

const missing = (value, row, soon) => ({
  ...(row.key || value.door.trim() ? {} : { door: t("door_missing") }),
  ...(value.outcome !== "talked" ? {} : {
    ...(soon && !value.again_reason.trim() ? { again_reason: t("door_again_missing") } : {}),
    ...(value.registered + value.installed > value.adults || value.registered < 0 || value.installed < 0 ? { registered: t("door_more_apps") } : {}),
    ...(value.adults >= 1 && value.adults <= 60 ? {} : { adults: t("door_adults_wrong") }),
  }),
});

export async function door(app, night, id, old = null) {
  const back = (village) => (village ? `#doors/${village.id}` : "#doors");
  if (!night.doors && !old) return [h("h1", {}, t("doors")), h("p", { class: "soft" }, t("doors_none")), h("a", { class: "button", href: "#" }, t("home"))];
  const { village, row } = find(night.doors ? doorsOf(night.doors, old ? [] : app.records()) : [], id, old);
  if (!row) return [h("h1", {}, t("doors")), h("p", { class: "soft" }, t("door_gone")), h("a", { class: "button", href: back(village) }, t("doors"))];
  const start = { ...START, adults: row.adults, registered: row.registered, explained: night.doors ? lastExplained(night.doors, app.records(), app.time()) : [] };
  const draft = await app.phone.draft(old ? `mend/${old.id}` : `door/${id}`, old ? { ...start, ...old.data, adults: old.data.adults || row.adults } : start);
  const errors = old ? old.errors : {};
  const soon = old ? 0 : tooSoon(row, night.doors.again_days, app.time());
  const form = h("div", { class: "ask" });
  let sending = false;
  const store = async (changes) => {
    if (sending) return;
    const value = { ...draft.value, ...changes };
    if (refuse(form, missing(value, row, soon))) return;
    sending = true;
    const data = dataOf(app, night, village, row, value, old);
    if (old) {
      if (await app.run(() => app.phone.mend(old.id, data))) { await draft.drop(); location.replace("#entries"); }
    } else await app.tap("door.visit", data, {}, back(village), draft);
    sending = false;
  };
  form.append(...parts({ app, draft, row, soon, errors, store, old }).flat(4).filter(Boolean));
  return [
    h("h1", {}, row.key ? doorName(row) : t("door_other")), h("p", {}, `${village.name} `, row.key ? doorBadge(row) : null),
    errors[""] ? h("div", { class: "notice bad" }, errors[""]) : null, form,
    h("a", { class: "button plain", href: old ? "#entries" : back(village) }, t("doors")),
  ];
}

function parts({ app, draft, row, soon, errors, store, old }) {
  const which = row.key ? null : [
    asked("group", t("door_group_label"), bind(draft, "group", h("input", { type: "number", min: "0", max: "99", inputmode: "numeric" }), { parse: Number }), { error: errors.group }),
    asked("door", t("door_label"), line(draft, "door", { maxlength: "60" }), { help: t("door_help"), error: errors.door }),
  ];
  const again = soon || errors.again_reason ? [
    h("div", { class: "notice warn" }, row.last ? t("door_too_soon", { day: day(dateOf(row.last)) }) : errors.again_reason),
    asked("again_reason", t("door_again"), line(draft, "again_reason", { maxlength: "120" }), { help: t("no_names"), error: errors.again_reason }),
  ] : null;
  if (!draft.value.outcome) {
    return [which, again,
      button(t("door_talked"), "primary huge", async () => {
        if (refuse(document.getElementById("main"), missing({ ...draft.value, outcome: "talked" }, row, soon))) return;
        await draft.set({ outcome: "talked" });
        app.show();
      }),
      button(t("door_not_home"), "huge", () => store({ outcome: "not_home" })),
      button(t("door_slip"), "", () => store({ outcome: "not_home", slip_left: true })),
      button(t("door_refused"), "", () => store({ outcome: "refused" })),
      button(t("door_left"), "plain", () => store({ outcome: "left" }))];
  }
  if (draft.value.outcome !== "talked") return [which, button(t("store"), "primary huge", () => store({}))];
  const number = (name) => bind(draft, name, h("input", { type: "number", min: "0", max: "60", inputmode: "numeric" }), { parse: Number });
  const adults = number("adults");
  const registered = number("registered");
  const installed = number("installed");
  const why = bind(draft, "no_app_reason", h("select", {}, h("option", { value: "" }, t("nothing")), Object.entries(CHOICES.no_app_reason).map(([value, words]) => h("option", { value }, words))));
  const all = () => {
    draft.set({ registered: draft.value.adults, installed: 0 });
    registered.value = draft.value.registered;
    installed.value = 0;
  };
  return [which, again,
    tiles(t("door_explained"), CHOICES.fraud, { many: true, chosen: draft.value.explained, error: errors.explained, onchange: (chosen) => draft.set({ explained: chosen }) }).element,
    h("h2", {}, t("door_app")),
    asked("adults", t("door_adults"), adults, { error: errors.adults }),
    asked("registered", t("door_registered"), registered, { error: errors.registered }),
    button(t("door_all"), "good", all),
    h("details", { open: Boolean(draft.value.note || draft.value.needs_help) }, h("summary", {}, t("door_more")),
      asked("installed", t("door_installed"), installed, { error: errors.installed }),
      field(t("door_why"), why, { error: errors.no_app_reason }),
      h("div", { class: "field" }, h("label", { class: "row-label" }, bind(draft, "needs_help", h("input", { type: "checkbox" })), " ", t("door_help_wanted"))),
      asked("note", t("note"), area(draft, "note", { rows: "2", maxlength: "300" }), { help: t("no_names"), error: errors.note })),
    button(t("door_told_store"), "primary huge", () => store({ told_to_call: true })),
    button(t("door_untold_store"), "plain", () => store({ told_to_call: false })),
    old ? null : button(t("door_other_outcome"), "plain", async () => { await draft.set({ outcome: "" }); app.show(); })];
}
