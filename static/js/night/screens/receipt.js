// After filing: it lies here and goes out by itself; then the station's number, and when the cadre will hear.
import { CHOICES, button, card, clock, day, h, t } from "../dom.js";
import { rootOf } from "../reports.js";
import { symbol } from "../symbols.js";
import { until } from "./village.js";

const when = (moment) => `${day(moment)} ${clock(moment)}`;

export async function receipt(app, night, id) {
  const records = app.records();
  const record = records.find((row) => row.id === id) || null;
  if (!record) return [h("h1", {}, t("receipt")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const row = night.disputes.mine.find((found) => found.id === rootOf(records, record));
  const number = row ? row.number : (record.made || {}).number;
  const bad = ["refused", "taken", "clash"].includes(record.state);
  const hear = row && row.next ? row.next.due_at : null;
  const again = async () => {
    const draft = await app.phone.draft("report");
    await draft.drop();
    await (await app.phone.draft("report")).set({ village: record.data.village });
    location.hash = "#report/1";
  };
  return [
    h("h1", {}, t("receipt")),
    card(
      h("p", { class: "receipt-kind" }, symbol(record.data.kind), h("strong", {}, CHOICES.dispute_kind[record.data.kind])),
      bad ? [h("p", { class: "notice bad" }, t("receipt_refused")), h("a", { class: "button primary", href: `#mend/${record.id}` }, t("mend"))]
        : number ? [
          h("p", { class: "notice good", role: "status" }, t("receipt_there")),
          h("p", { class: "soft" }, t("number_of_report")), h("p", { class: "code small-code", id: "report-number" }, number),
        ] : h("p", { class: "notice", role: "status" }, t("receipt_here")),
      bad ? null : h("p", {}, hear ? t("hear_by", { at: until(hear) }) : t("hear_soon", { when: night.disputes.hear[record.data.level] })),
      h("p", { class: "small soft" }, when(record.happened_at)),
    ),
    record.data.level === "critical" ? h("a", { class: "button bad huge", href: "tel:110" }, t("call_110")) : null,
    button(t("report_again"), "", again),
    h("a", { class: "button primary", href: "#" }, t("done")),
  ];
}
