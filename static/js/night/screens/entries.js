import { CHOICES, badge, button, card, clock, day, h, t } from "../dom.js";
import { field } from "../fields.js";
import { exportRescue, importRescue, rescueParts } from "../rescue.js";
import { said, size } from "../said.js";
import { photoLeft, settled, toDecide, toMend, waits } from "../waits.js";

const TONES = { applied: "good", waiting: "info", refused: "bad", clash: "warn", taken: "bad", held: "warn", received: "info" };
const stateWords = (record) => ({ waiting: t("waiting_state"), taken: t("taken_state") })[record.state] || CHOICES.state[record.state] || record.state;
const photoAway = (record) => record.state !== "waiting" && photoLeft(record);
const canMend = (record) => !record.unreadable && (record.state === "refused" || (record.kind === "photo" && record.blob_blocked));

function row(app, night, record) {
  const bad = toMend(record);
  const errors = Object.entries(record.errors || {});
  return h("li", {}, h("details", { class: "grow", open: bad }, h("summary", {},
    h("span", { class: "clock" }, clock(record.happened_at)), " ", CHOICES.kind[record.kind] || record.kind, " ", badge(stateWords(record), TONES[record.state] || ""),
    photoAway(record) ? badge(t("photo_waits"), record.blob_blocked ? "bad" : "info") : null),
  errors.length ? h("ul", { class: "errorlist" }, errors.map(([name, words]) => h("li", {}, CHOICES.field[name.split(".").pop()] ? `${CHOICES.field[name.split(".").pop()]}: ` : "", words))) : null,
  record.last_error ? h("p", { class: "small soft" }, t(`error_${record.last_error.split(" ")[0]}`)) : null,
  toDecide(record) ? h("p", { class: "small soft" }, t("clash_help")) : null,
  record.unreadable ? h("p", { class: "small soft" }, t("unreadable")) : null,
  record.data ? h("dl", { class: "facts small" }, said(record, night).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])) : null,
  record.thumb ? h("img", { src: record.thumb, alt: t("photo"), width: "120" }) : null,
  h("p", { class: "small soft" }, t("entry_number", { n: record.id.slice(-6) })),
  canMend(record) ? h("a", { class: "button primary", href: `#mend/${record.id}` }, record.kind === "photo" ? t("photo_again") : t("mend")) : null,
  waits(record) || record.state === "held" ? button(t("retry"), "", () => app.run(() => app.phone.retry(record.id))) : null,
  settled(record) ? null : button(t("remove"), "plain", () => { if (confirm(t("remove_sure"))) app.run(() => app.phone.remove(record.id)); })));
}

// What needs its author first, then what a person decides, then the latest.
const rank = (record) => (toMend(record) ? 0 : toDecide(record) ? 1 : 2);

async function rescue(app) {
  const parts = await rescueParts(app.phone);
  const save = async (part, number) => {
    const made = new Blob([JSON.stringify(await exportRescue(app.phone, part))], { type: "application/json" });
    const url = URL.createObjectURL(made);
    h("a", { href: url, download: `night-${new Date().toISOString().slice(0, 10)}-${number}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  };
  const words = (part, i) => t(parts.length > 1 ? "rescue_part" : "rescue_one", { i, of: parts.length, n: part.ids.length, size: size(part.bytes) });
  const file = h("input", { type: "file", accept: "application/json,.json", onchange: () => app.run(async () => {
    await importRescue(app.phone, JSON.parse(await file.files[0].text()));
  }) });
  return card(h("p", { class: "small" }, t(parts.length ? "rescue_help" : "rescue_none")),
    parts.map((part, index) => button(words(part, index + 1), "", () => app.run(() => save(part, index + 1)))), field(t("rescue_import"), file));
}

async function setPin(app, input) {
  try { await app.phone.setPin(input.value); input.value = ""; app.say(t("pin_set"), "good"); await app.check(); app.show(); } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    app.say(t("pin_bad"), "bad");
  }
}

export async function entries(app) {
  const night = app.night();
  const records = (await app.phone.records()).reverse().sort((one, other) => rank(one) - rank(other));
  const pin = h("input", { inputmode: "numeric", autocomplete: "off", maxlength: "6", type: "password" });
  return [
    h("h1", {}, t("entries")), app.readyCard(true),
    records.length ? card(h("ul", { class: "list entries" }, records.slice(0, 300).map((record) => row(app, night, record)))) : card(t("no_entries")),
    card(h("h2", {}, t("pin")), field(t("pin_new"), pin, { help: t("pin_why") }), button(t("store"), "", () => setPin(app, pin))),
    await rescue(app),
    card(h("h2", {}, t("this_phone")), button(t("lock"), "", () => app.lock()), button(t("theme"), "plain", () => {}, { "data-theme-toggle": "" }),
      h("a", { class: "button plain", href: "/nights/" }, t("desk"))),
    h("p", { class: "small soft" }, `${app.me().name} · ${day(Date.now())} · ${document.body.dataset.version}`),
  ];
}
