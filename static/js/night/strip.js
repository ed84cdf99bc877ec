// What stands above every screen: the network, where the entries are, and what is said for ten seconds.
import { badge, h, t } from "./dom.js";

const STAYS = 10000;

export function makeStrip({ strip, notices, onDelivered }) {
  let delivered = 0;
  return {
    say(words, tone, action = null) {
      const close = () => { if (box.isConnected) { box.remove(); notices.className = ""; } };
      const box = h("div", { class: tone === "toast" ? "toast" : `notice ${tone}` }, h("span", {}, words),
        action ? h("button", { type: "button", onclick() { close(); action.onclick(); } }, action.words) : null);
      notices.replaceChildren(box);
      notices.className = tone === "toast" ? "over" : ""; // over the screen: nothing moves under the finger
      setTimeout(close, STAYS);
    },
    forget() { notices.querySelectorAll(".notice.bad").forEach((box) => box.remove()); },
    // `home`: what the first screen is called for whoever has the phone.
    draw(counts, home) {
      const online = navigator.onLine && counts.online;
      const progress = counts.sending && counts.progress.total
        ? h("progress", { max: counts.progress.total, value: counts.progress.sent, "aria-label": t("sending", counts.progress) }) : null;
      if (!counts.sending) { // the station's own words: codes, numbers, counts, states
        if (counts.delivered > delivered) onDelivered();
        delivered = counts.delivered;
      }
      const parts = [
        h("a", { href: "#" }, home),
        h("span", { class: `net ${online ? "" : "off"}`, role: "status" }, online ? t("online") : t("offline")),
        counts.problem === "full" ? h("a", { href: "#entries" }, badge(t("full"), "bad")) : null,
        counts.problem === "sign_in" ? h("a", { href: document.body.dataset.signIn }, t("sign_in")) : null,
        h("a", { href: "#entries", class: "queue" },
          counts.refused ? badge(t("refused", { n: counts.refused }), "bad") : null,
          counts.clash ? badge(t("clash", { n: counts.clash }), "warn") : null,
          h("span", { id: "waiting" }, t("on_phone", { n: counts.waiting })), h("span", {}, "·"),
          h("span", { id: "delivered" }, t("delivered", { n: counts.delivered })), progress),
        online ? h("a", { href: document.body.dataset.notices }, t("notices")) : null, // a page of the station's
      ];
      strip.replaceChildren(...parts.filter(Boolean));
    },
  };
}
