import { CHOICES, badge, button, card, clock, day, h, t } from "../dom.js";

const TONES = { done: "good", in_progress: "info", missed: "bad", aborted: "bad", made_up: "warn", excused: "warn" };
export const roundBadge = (round) => badge(
  CHOICES.round[round.status] + (round.status === "done" && round.start_kind === "late" ? ` · ${CHOICES.start.late}` : ""),
  round.status === "done" && round.start_kind === "late" ? "warn" : TONES[round.status],
);

export function vehicleRow(night, vehicle) {
  const place = night.placeOf(vehicle.place);
  return h("li", {},
    h("span", { class: "grow" }, vehicle.plate || t("no_plate"), h("br"),
      h("span", { class: "small soft" }, `${clock(vehicle.found_at)} ${place ? place.name : ""}`)),
    h("a", { class: "button", href: `#vehicle/${vehicle.id}` },
      vehicle.outcome ? CHOICES.outcome[vehicle.outcome] : CHOICES.vehicle[vehicle.state]));
}

function nextCard(app, night) {
  if (night.running) {
    return card(
      h("p", {}, roundBadge(night.running), " ", t("running_since", { n: night.running.number, at: clock(night.running.started_at) })),
      h("a", { class: "button primary huge", href: `#round/${night.running.id}` }, t("go_on")),
    );
  }
  const round = night.next;
  if (!round) return h("div", { class: "notice good" }, t("all_done"));
  const open = app.time() >= Date.parse(round.opens_at);
  return card(
    h("p", { class: "soft" }, t("planned_for", { n: round.number, at: clock(round.planned_at) }),
      round.suggested_at ? ` · ${t("set_out", { at: clock(round.suggested_at) })}` : ""),
    h("p", { class: "big" }, clock(round.suggested_at || round.planned_at)),
    open ? button(t(unread(night) ? "read_start" : "start"), "primary huge", () => start(app, night, round)) : h("p", { class: "notice" }, t("starts_from", { at: clock(round.opens_at) })),
    open ? h("p", { class: "small soft" }, t("start_by", { at: clock(round.start_by) })) : null,
  );
}

// Whose note stands above the button has read it when the round is started.
const unread = ({ handover }) => Boolean(handover && !handover.read && handover.note);
const start = (app, night, round) => app.tap("round.start", { round: round.id }, {}, `#round/${round.id}`, null,
  unread(night) ? [["handover.read", { shift: night.shift.id, previous: night.handover.previous }]] : []);

// What anybody may report or go on with, on duty or not.
function others(night) {
  const { disputes, hazards } = night;
  const mine = disputes ? disputes.tasks.length : 0;
  const looks = hazards ? hazards.visits.length + hazards.rechecks.length : 0;
  return [
    looks ? h("a", { class: "button", href: "#inspections" }, `${t("my_inspections")} · ${looks}`) : null,
    night.doors && night.doors.villages.length ? h("a", { class: "button", href: "#doors" }, t("doors")) : null,
    h("a", { class: "button", href: "#hazard" }, t("hazard_report")),
    document.body.dataset.fraud ? h("a", { class: "button", href: document.body.dataset.fraud }, t("fraud_report")) : null, // needs a signal
    disputes && disputes.villages.length ? h("a", { class: "button", href: "#report/1" }, t("report_dispute")) : null,
    disputes && (mine || disputes.mine.length) ? h("a", { class: "button", href: "#mine" }, mine ? `${t("my_mediations")} · ${mine}` : t("my_reports")) : null,
  ];
}

// `below`: under a screen that has a heading and these links already.
export function tonight(app, night, below = false) {
  if (!night.shift) {
    return [h("h1", {}, t("not_on_duty")), card(night.next_shift
      ? [h("p", {}, t("next_shift", { squad: night.next_shift.squad })), h("p", { class: "big" }, `${day(night.next_shift.starts_at)} ${clock(night.next_shift.starts_at)}`)]
      : h("p", {}, t("no_shift"))), others(night)];
  }
  const { handover, shift } = night;
  return [
    h(below ? "h2" : "h1", {}, `${shift.squad} · ${day(shift.starts_at)}`),
    h("p", { class: "soft" }, `${clock(shift.starts_at)}–${clock(shift.ends_at)} · ${shift.members.join("、")}`),
    unread(night) ? card(
      h("h2", {}, t("handover")), h("p", { class: "pre" }, handover.note),
      h("p", { class: "soft small" }, `${handover.squad} ${handover.by} ${clock(handover.at)}`),
      button(t("read"), "", () => app.tap("handover.read", { shift: shift.id, previous: handover.previous }, {})),
    ) : null,
    night.running ? null : app.readyCard(),
    nextCard(app, night),
    night.running ? null : night.missed.map((round) => button(
      t("make_up", { n: round.number, at: clock(round.planned_at) }), "warn", () => start(app, night, round),
    )),
    night.open.length ? card(h("h2", {}, t("cars_open")), h("ul", { class: "list" }, night.open.map((vehicle) => vehicleRow(night, vehicle)))) : null,
    card(h("h2", {}, t("rounds")), h("ul", { class: "list" }, night.rounds.map((round) => h("li", {},
      h("span", { class: "clock" }, clock(round.planned_at)),
      h("span", { class: "grow" }, roundBadge(round), round.tried ? [h("br"), h("span", { class: "small soft" }, t("tried_open", round))] : null))))),
    h("a", { class: "button", href: "#note" }, t("write_down")),
    below ? null : others(night),
    night.visits.length ? card(h("h2", {}, t("visits")), h("ul", { class: "list" }, night.visits.map((visit) => h("li", {},
      h("span", { class: "grow" }, visit.plate || t("no_plate"), h("br"),
        h("span", { class: "small soft" }, t("visit_line", { n: visit.times, place: visit.place }))),
      h("a", { class: "button", href: `#visit/${visit.id}` }, t("result")))))) : null,
    handover && handover.read && handover.note ? h("details", { class: "card" }, h("summary", {}, t("handover")), h("p", { class: "pre" }, handover.note)) : null,
    !night.running && !night.next && !night.handedOver ? h("a", { class: "button", href: "#handover" }, t("hand_over")) : null,
    h("p", { class: "small soft" }, t("taken_at", { at: clock(night.taken_at) })),
  ];
}
