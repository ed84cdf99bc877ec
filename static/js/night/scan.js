// A place's plate was scanned: whose it is, and that the squad was there.
import { CHOICES, t } from "./dom.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
// The number of the place that a code of its plate names; the station alone can tell whether the code is good.
export function placeOfCode(code) {
  const head = code.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").split("-")[0].replace(/[^0-9A-Z]/g, "");
  let number = 0;
  for (const letter of head) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return null;
    number = number * 32 + digit;
  }
  return head ? number : null;
}

// The address that the plate's square opened carries its code.
export async function scanned(app) {
  const match = location.pathname.match(/\/p\/([^/]+)\/?$/);
  const night = app.night();
  if (!match || !night) return;
  history.replaceState(null, "", document.body.dataset.home);
  await app.walking();
  await scan(app, night, decodeURIComponent(match[1]));
}

export async function scan(app, night, code) {
  const place = night.placeOf(placeOfCode(code));
  if (!place) { app.say(t("place_unknown"), "bad"); return; }
  if (!night.running) { app.say(t("scan_no_round"), "bad"); return; }
  if (await app.walk.pass(night.running, place, "plate", { code })) {
    app.say(`${place.name} · ${CHOICES.proof.plate}`, "good");
    location.hash = `#round/${night.running.id}`;
  }
}
