import { LockedOut, KeyGone, WrongPin } from "../pin.js";
import { button, card, clock, h, t } from "../dom.js";
import { field } from "../fields.js";

// Nobody is known in this life of the page: who, and the PIN; or signing in where there is a signal.
export async function unlock(app) {
  const officers = await app.phone.officers();
  const known = officers.filter((officer) => officer.hasPin);
  const wrong = h("p", { class: "errorlist", role: "alert" });
  let chosen = known.length === 1 ? known[0].id : null;
  const pin = h("input", { type: "password", inputmode: "numeric", autocomplete: "off", maxlength: "6", "aria-label": t("pin") });
  const go = async () => {
    if (chosen === null || !/^\d{6}$/.test(pin.value)) { wrong.textContent = t("pin_bad"); return; }
    try {
      await app.phone.unlockWithPin(chosen, pin.value);
      await app.entered();
    } catch (error) {
      pin.value = "";
      if (error instanceof WrongPin) wrong.textContent = t("pin_wrong", { n: error.left });
      else if (error instanceof LockedOut) wrong.textContent = t("pin_locked", { at: clock(error.until) });
      else if (error instanceof KeyGone) wrong.textContent = t("pin_gone");
      else if (error.name === "QuotaExceededError") wrong.textContent = t("storage_full");
      else throw error;
    }
  };
  pin.addEventListener("input", () => { if (pin.value.length === 6) go(); });
  return [
    known.length ? card(
      h("h1", {}, t("who")),
      h("div", { class: "options" }, known.map((officer) => h("div", {}, button(officer.name, officer.id === chosen ? "primary" : "", (event) => {
        chosen = officer.id;
        for (const other of event.target.closest(".options").querySelectorAll("button")) other.classList.toggle("primary", other === event.target);
        pin.focus();
      })))),
      field(t("pin"), pin), wrong, button(t("unlock"), "primary", go),
    ) : card(h("h1", {}, t("tonight")), h("p", {}, t("no_bundle"))),
    h("a", { class: "button", href: document.body.dataset.signIn }, t("sign_in_now")),
    officers.filter((officer) => officer.waiting).map((officer) => h("p", { class: "small soft" }, t("others_wait", { name: officer.name, n: officer.waiting }))),
  ];
}
