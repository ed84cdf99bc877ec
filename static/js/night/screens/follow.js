// One report as its reporter follows it, and what there is to add.
import { CHOICES, badge, button, card, clock, day, h, t } from "../dom.js";
import { area, asked, pictures, refuse } from "../forms.js";
import { moved, movedAt } from "../reports.js";
import { due } from "./village.js";

const when = (moment) => `${day(moment)} ${clock(moment)}`;

// A plain time line; looking at it takes the badge away.
export async function dispute(app, night, id) {
  const row = night.disputes && night.disputes.mine.find((found) => found.id === id);
  if (!row) return [h("h1", {}, t("my_reports")), h("p", {}, t("report_gone")), h("a", { class: "button", href: "#" }, t("tonight"))];
  const looked = await app.phone.draft("looked");
  if (moved(row, looked.value)) looked.set({ [id]: movedAt(row) });
  const here = app.records().filter((record) => ["dispute.add", "photo"].includes(record.kind) && record.data && record.data.dispute === id && record.state !== "applied");
  return [
    h("h1", {}, CHOICES.dispute_kind[row.kind]),
    h("p", {}, h("strong", { class: "digest" }, row.number), " ", badge(row.status_words, row.open ? "info" : "good")),
    row.next ? h("p", {}, due(row.next.words, row.next.due_at)) : null,
    card(h("ol", { class: "timeline" }, row.lines.map((line) => h("li", {}, h("span", { class: "clock small soft" }, when(line.at)), h("span", {}, line.words, line.told ? h("span", { class: "pre heard" }, line.told) : null))))),
    here.length ? h("p", { class: "notice" }, t("added_here", { n: here.length })) : null,
    h("a", { class: "button primary", href: `#add/${id}` }, t("add_words")),
    h("a", { class: "button", href: "#" }, t("done")),
  ];
}

export async function add(app, night, id) {
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
