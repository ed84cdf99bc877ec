// Where a cadre's day begins: one large button, and what became of the reports. A night's shift stands below it.
import { CHOICES, badge, button, card, clock, day, h, t } from "../dom.js";
import { mediationsOf, moved, reportsOf } from "../reports.js";
import { tonight } from "./tonight.js";

const TONES = { refused: "bad", clash: "bad", taken: "bad", waiting: "info", received: "info", delivered: "info", held: "warn" };
const when = (moment) => `${day(moment)} ${clock(moment)}`;
export const due = (row) => (row.due ? h("span", { class: "small soft" }, t("due_line", { step: row.due.label, at: when(row.due.at) })) : null);

function reportRow(app, row, looked) {
  const state = row.local ? badge(row.state === "waiting" ? t("waiting_state") : CHOICES.state[row.state] || row.state, TONES[row.state] || "info")
    : badge(row.state_label, row.over ? "good" : "info");
  return h("li", {}, h("a", { class: "row-link", href: row.local ? `#receipt/${row.id}` : `#dispute/${row.id}` },
    h("span", { class: "grow" }, h("strong", {}, CHOICES.dispute_kind[row.kind] || row.kind), " ", row.number ? h("span", { class: "digest soft small" }, row.number) : null,
      h("span", { class: "line" }, state, !row.local && moved(row, looked) ? badge(t("moved"), "warn") : null),
      due(row), h("span", { class: "small soft line" }, when(row.reported_at)))));
}

// Both lists; also on the home screen of officers who mediate.
export async function lists(app, night) {
  const { disputes } = night;
  const looked = (await app.phone.draft("looked")).value;
  const reports = reportsOf(disputes.reports, app.records());
  const mediations = mediationsOf(disputes.mediations, app.records());
  return {
    fresh: reports.filter((row) => !row.local && moved(row, looked)).length,
    reports: card(h("h2", {}, t("my_reports")), reports.length
      ? h("ul", { class: "list reports" }, reports.slice(0, 50).map((row) => reportRow(app, row, looked))) : h("p", { class: "soft" }, t("no_reports"))),
    mediations: mediations.length ? card(h("h2", {}, t("my_mediations")), h("ul", { class: "list reports" }, mediations.map((row) => h("li", {},
      h("a", { class: "row-link", href: `#mediations/${row.id}` }, h("span", { class: "grow" },
        h("strong", {}, CHOICES.dispute_kind[row.kind]), " ", h("span", { class: "digest soft small" }, row.number),
        h("span", { class: "line" }, badge(row.state_label, "info"), row.waiting.length ? badge(t("sessions_here", { n: row.waiting.length }), "info") : null,
          row.followups.length ? badge(t("followups_due", { n: row.followups.length }), "warn") : null), due(row))))))) : null,
  };
}

// For officers, beside their night.
export async function mine(app, night) {
  if (!night.disputes) return tonight(app, night);
  const { reports, mediations } = await lists(app, night);
  return [h("h1", {}, t("my_mediations")), mediations || card(h("p", { class: "soft" }, t("no_mediations"))), reports, h("a", { class: "button", href: "#" }, t("done"))];
}

export async function village(app, night) {
  if (!night.disputes) return tonight(app, night);
  const { villages } = night.disputes;
  const [half, { reports, mediations }] = await Promise.all([app.phone.draft("report"), lists(app, night)]);
  const open = half.kept && (half.value.kind || half.value.words);
  return [
    h("h1", {}, villages.length ? villages.map(({ name }) => name).join("、") : night.station.name),
    villages.length ? [
      open ? h("a", { class: "button primary huge", href: "#report/1" }, t("go_on_report")) : h("a", { class: "button primary huge", href: "#report/1" }, t("report_dispute")),
      open ? button(t("give_up_report"), "plain", () => app.run(() => half.drop())) : null,
      h("a", { class: "button", href: "#hazard" }, t("hazard_report")),
    ] : null,
    night.shift || night.running ? null : app.readyCard(),
    mediations || (villages.length ? null : card(h("h2", {}, t("my_mediations")), h("p", { class: "soft" }, t("no_mediations")))), villages.length ? reports : null,
    night.shift ? h("section", { class: "shift" }, tonight(app, night, true)) : null,
    night.shift ? null : h("p", { class: "small soft" }, night.next_shift ? t("next_shift_line", { squad: night.next_shift.squad, at: when(night.next_shift.starts_at) }) : t("taken_at", { at: clock(night.taken_at) })),
  ];
}

// One report as a plain time line.
export async function dispute(app, night, id) {
  const row = night.disputes && night.disputes.reports.find((found) => found.id === id);
  if (!row) return [h("h1", {}, t("my_reports")), h("p", {}, t("report_gone")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const looked = await app.phone.draft("looked");
  if (row.moved_at && looked.value[id] !== row.moved_at) looked.set({ [id]: row.moved_at });
  const here = app.records().filter((record) => ["dispute.add", "photo"].includes(record.kind) && record.data && record.data.dispute === id && record.state !== "applied");
  return [
    h("h1", {}, CHOICES.dispute_kind[row.kind]),
    h("p", {}, h("strong", { class: "digest" }, row.number), " ", badge(row.state_label, row.over ? "good" : "info")),
    due(row) ? h("p", {}, due(row)) : null,
    card(h("ol", { class: "timeline" }, row.timeline.map((event) => h("li", {}, h("span", { class: "clock small soft" }, when(event.at)), h("span", {}, event.label, event.told ? h("span", { class: "pre told" }, event.told) : null))))),
    here.length ? h("p", { class: "notice" }, t("added_here", { n: here.length })) : null,
    h("a", { class: "button primary", href: `#add/${id}` }, t("add_words")),
    h("a", { class: "button", href: "#" }, t("done")),
  ];
}

export async function add(app, night, id) {
  const { area, asked, pictures, refuse } = await import("../forms.js");
  const draft = await app.phone.draft(`add/${id}`, { words: "" });
  const form = h("div", {}, asked("words", t("add_words"), area(draft, "words"), { help: t("dictate") }), pictures(app, draft, t("photo_add"), { help: t("photo_no_faces") }));
  return [h("h1", {}, t("add_words")), form, button(t("store"), "primary", async () => {
    const words = draft.value.words.trim();
    if (refuse(form, words || draft.pictures.length ? {} : { words: t("words_missing") })) return;
    if (words && !(await app.add("dispute.add", { dispute: id, words }))) return;
    await app.addPhotos({ dispute: id }, draft.pictures);
    await draft.drop();
    location.replace(`#dispute/${id}`);
  })];
}
