// Small helpers of the screens: elements, words, times.
const read = (id) => JSON.parse((document.getElementById(id) || { textContent: "{}" }).textContent);
const TEXTS = read("texts");
export const CHOICES = read("choices");

export const t = (key, values = {}) => (TEXTS[key] || key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// h("button", {class: "button", onclick}, "text", child, [children]); null and false are left out.
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name in element && !name.startsWith("aria") && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const button = (words, kind, onclick, props = {}) => h("button", { type: "button", class: `button ${kind}`, onclick, ...props }, words);
export const card = (...children) => h("div", { class: "card" }, ...children);
export const badge = (words, tone = "") => h("span", { class: `badge ${tone}` }, words);

const zone = { timeZone: "Asia/Shanghai", hour12: false };
const hours = new Intl.DateTimeFormat("zh-CN", { ...zone, hour: "2-digit", minute: "2-digit" });
const days = new Intl.DateTimeFormat(document.documentElement.lang, { ...zone, month: "long", day: "numeric" });
export const clock = (moment) => (moment ? hours.format(new Date(moment)).replace(/^24/, "00") : "");
export const day = (moment) => (moment ? days.format(new Date(moment)) : "");
