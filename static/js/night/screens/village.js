// Where a cadre's day begins: one large button, and what became of the reports. A night's shift stands below it.
import { CHOICES, badge, button, card, clock, day, h, t } from "../dom.js";
import { moved, reportsOf, tasksOf } from "../reports.js";

const TONES = { refused: "bad", clash: "bad", taken: "bad", waiting: "info", received: "info", delivered: "info", held: "warn" };
const when = (moment) => `${day(moment)} ${clock(moment)}`;
// A limit in days ends at 24:00 of its last day, which is the next day's 0:00.
export const until = (moment) => (clock(moment) === "00:00" ? `${day(Date.parse(moment) - 60000)} 24:00` : when(moment));
export const due = (words, at) => (at ? h("span", { class: "small soft" }, t("due_line", { step: words, at: until(at) })) : null);

function reportRow(app, row, looked) {
  const state = row.local ? badge(row.state === "waiting" ? t("waiting_state") : CHOICES.state[row.state] || row.state, TONES[row.state] || "info")
    : badge(row.status_words, row.open ? "info" : "good");
  return h("li", {}, h("a", { class: "row-link", href: row.local ? `#receipt/${row.id}` : `#dispute/${row.id}` },
    h("span", { class: "grow" }, h("strong", {}, CHOICES.dispute_kind[row.kind] || row.kind), " ", row.number ? h("span", { class: "digest soft small" }, row.number) : null,
      h("span", { class: "line" }, state, !row.local && moved(row, looked) ? badge(t("moved"), "warn") : null),
      row.next ? due(row.next.words, row.next.due_at) : null, h("span", { class: "small soft line" }, when(row.reported_at)))));
}

// Both lists; also on the home screen of officers who mediate.
export async function lists(app, night) {
  const { disputes } = night;
  const looked = (await app.phone.draft("looked")).value;
  const reports = reportsOf(disputes.mine, app.records());
  const tasks = tasksOf(disputes.tasks, app.records(), night.taken_at);
  return {
    reports: card(h("h2", {}, t("my_reports")), reports.length
      ? h("ul", { class: "list reports" }, reports.slice(0, 50).map((row) => reportRow(app, row, looked))) : h("p", { class: "soft" }, t("no_reports"))),
    mediations: tasks.length ? card(h("h2", {}, t("my_mediations")), h("ul", { class: "list reports" }, tasks.map((row) => h("li", {},
      h("a", { class: "row-link", href: `#mediations/${row.id}` }, h("span", { class: "grow" },
        h("strong", {}, CHOICES.dispute_kind[row.kind]), " ", h("span", { class: "digest soft small" }, row.number),
        h("span", { class: "line" }, badge(row.status_words, "info"), row.waiting.length ? badge(t("sessions_here", { n: row.waiting.length }), "info") : null,
          row.visit ? badge(row.visited ? t("visited_here") : t("visit_due", { day: day(row.visit) }), row.visited ? "info" : "warn") : null), due(row.step_words, row.due_at))))))) : null,
  };
}

// For officers, beside their night.
export async function mine(app, night) {
  if (!night.disputes) return (await import("./tonight.js")).tonight(app, night);
  const { reports, mediations } = await lists(app, night);
  return [h("h1", {}, t("disputes")), mediations || card(h("p", { class: "soft" }, t("no_mediations"))), reports, h("a", { class: "button", href: "#" }, t("done"))];
}

export async function village(app, night) {
  if (!night.disputes) return (await import("./tonight.js")).tonight(app, night);
  const { villages } = night.disputes;
  const [half, { reports, mediations }] = await Promise.all([app.phone.draft("report"), lists(app, night)]);
  const open = half.kept && (half.value.kind || half.value.words);
  const cadre = night.officer.kind === "cadre";
  const file = [
    h("a", { class: `button ${cadre || open ? "primary huge" : ""}`, href: "#report/1" }, open ? t("go_on_report") : t("report_dispute")),
    open ? button(t("give_up_report"), "plain", () => app.run(() => half.drop())) : null,
    night.doors && night.doors.villages.length ? h("a", { class: "button", href: "#doors" }, t("doors")) : null,
    h("a", { class: "button", href: "#hazard" }, t("hazard_report")),
  ];
  const mine = mediations || (cadre ? null : card(h("h2", {}, t("my_mediations")), h("p", { class: "soft" }, t("no_mediations"))));
  const shift = night.shift ? h("section", { class: "shift" }, (await import("./tonight.js")).tonight(app, night, true)) : null;
  return [
    h("h1", {}, cadre ? villages.map(({ name }) => name).join("、") : night.station.name),
    cadre ? [file, shift || app.readyCard(), mine, reports] : [app.readyCard(), mine, file, shift, reports],
    night.shift ? null : h("p", { class: "small soft" }, night.next_shift ? t("next_shift_line", { squad: night.next_shift.squad, at: when(night.next_shift.starts_at) }) : t("taken_at", { at: clock(night.taken_at) })),
  ];
}
