import { CHOICES, badge, button, card, clock, day, h, t } from "../dom.js";
import { field } from "../fields.js";
import { line } from "../forms.js";
import { exportRescue, importRescue } from "../rescue.js";

const TONES = { applied: "good", waiting: "info", refused: "bad", clash: "bad", taken: "bad", held: "warn", received: "info" };
const stateWords = (record) => ({ waiting: t("waiting_state"), taken: t("taken_state") })[record.state] || CHOICES.state[record.state] || record.state;

function row(app, record) {
  const final = ["applied", "replaced", "dropped"].includes(record.state);
  const bad = ["refused", "taken"].includes(record.state);
  return h("li", {}, h("details", { class: "grow", open: bad }, h("summary", {},
    h("span", { class: "clock" }, clock(record.happened_at)), " ", CHOICES.kind[record.kind] || record.kind, " ", badge(stateWords(record), TONES[record.state] || "")),
  Object.entries(record.errors || {}).map(([name, words]) => h("p", { class: "errorlist" }, name ? `${name}: ` : "", words)),
  record.last_error ? h("p", { class: "small soft" }, record.last_error) : null,
  record.data ? h("dl", { class: "facts small" }, Object.entries(record.data).filter(([, value]) => value !== null && value !== "" && typeof value !== "object")
    .map(([name, value]) => [h("dt", {}, name), h("dd", {}, String(value))])) : null,
  record.thumb ? h("img", { src: record.thumb, alt: t("photo"), width: "120" }) : null,
  h("p", { class: "small soft digest" }, record.id),
  bad && record.state === "refused" ? h("a", { class: "button primary", href: `#mend/${record.id}` }, t("mend")) : null,
  record.state === "waiting" ? button(t("retry"), "", () => app.run(() => app.phone.retry(record.id))) : null,
  final ? null : button(t("remove"), "plain", () => { if (confirm(t("remove_sure"))) app.run(() => app.phone.remove(record.id)); })));
}

async function setPin(app, pin) {
  try { await app.phone.setPin(pin); app.say(t("pin_set"), "good"); await app.check(); app.show(); } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    app.say(t("pin_bad"), "bad");
  }
}

export async function entries(app) {
  const records = (await app.phone.records()).reverse();
  const pin = h("input", { inputmode: "numeric", autocomplete: "off", maxlength: "6", type: "password" });
  const file = h("input", { type: "file", accept: "application/json,.json", onchange: () => app.run(async () => {
    await importRescue(app.phone, JSON.parse(await file.files[0].text()));
  }) });
  const save = async () => {
    const made = new Blob([JSON.stringify(await exportRescue(app.phone))], { type: "application/json" });
    const link = h("a", { href: URL.createObjectURL(made), download: `night-${new Date().toISOString().slice(0, 10)}.json` });
    link.click();
  };
  return [
    h("h1", {}, t("entries")), app.readyCard(true),
    records.length ? card(h("ul", { class: "list entries" }, records.slice(0, 300).map((record) => row(app, record)))) : card(t("no_entries")),
    card(h("h2", {}, t("pin")), field(t("pin_new"), pin, { help: t("pin_why") }), button(t("store"), "", () => setPin(app, pin.value))),
    card(h("p", { class: "small" }, t("rescue_help")), button(t("rescue"), "", save), field(t("rescue_import"), file)),
    button(t("lock"), "plain", () => app.lock()), button(t("theme"), "plain", () => {}, { "data-theme-toggle": "" }),
    h("a", { class: "button plain", href: "/nights/" }, t("desk")),
    h("p", { class: "small soft" }, `${app.me().name} · ${day(Date.now())} · ${document.body.dataset.version}`),
  ];
}

// Any refused entry without a form of its own: the fields the station named, as it had them.
export async function mend(app, record) {
  const draft = await app.phone.draft(`mend/${record.id}`, Object.fromEntries(
    Object.entries(record.data).filter(([name, value]) => value === null || typeof value !== "object")));
  const names = Object.keys(record.data).filter((name) => name in draft.value);
  return [
    h("h1", {}, t("mend")), h("p", {}, CHOICES.kind[record.kind]), Object.entries(record.errors).filter(([name]) => !names.includes(name)).map(([, words]) => h("div", { class: "notice bad" }, words)),
    names.map((name) => field(name, line(draft, name), { error: record.errors[name] || "" })),
    button(t("store"), "primary", () => app.run(async () => {
      const data = { ...record.data };
      for (const name of names) {
        const [was, value] = [record.data[name], draft.value[name]];
        data[name] = typeof was === "number" && value !== "" ? Number(value) : value === "" && was === null ? null : value;
      }
      await app.phone.mend(record.id, data);
      await draft.drop();
      location.hash = "#entries";
    })),
  ];
}
