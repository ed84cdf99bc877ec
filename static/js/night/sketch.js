// A small map without tiles: village outlines, places, the phone's own point. Drawn as SVG from what was taken along.
import { t } from "./dom.js";

const NS = "http://www.w3.org/2000/svg";
const EDGE = 34;
const make = (tag, values, words) => {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  if (words) element.textContent = words;
  return element;
};

export function sketch(villages, places, passes, here) {
  if (!places.length) return null;
  const points = places.map(({ longitude, latitude }) => [longitude, latitude]);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const squeeze = Math.cos((ys[0] * Math.PI) / 180);
  const pad = 0.004;
  const left = Math.min(...xs) - pad;
  const top = Math.max(...ys) + pad;
  const width = (Math.max(...xs) + pad - left) * squeeze;
  const height = top - (Math.min(...ys) - pad);
  const scale = 1000 / Math.max(width, height);
  const at = ([x, y]) => [((x - left) * squeeze * scale).toFixed(0), ((top - y) * scale).toFixed(0)];
  const [right, bottom] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const svg = make("svg", {
    viewBox: `0 0 ${right} ${bottom}`, class: "sketch", role: "img", "aria-label": t("map"),
  });
  for (const village of villages) {
    for (const ring of village.rings) svg.append(make("polygon", { points: ring.map((point) => at(point).join(",")).join(" ") }));
  }
  places.forEach((place, index) => {
    const [x, y] = at([place.longitude, place.latitude]);
    const done = Boolean(passes[place.id]);
    svg.append(done
      ? make("rect", { x: x - 22, y: y - 22, width: 44, height: 44, class: "done" })
      : make("circle", { cx: x, cy: y, r: 26 }));
    svg.append(make("text", { x, y: Number(y) + 12 }, done ? "✓" : String(index + 1)));
  });
  if (here) {
    // Who is far away stands at the edge: the map is of the places.
    const within = (value, most) => Math.min(Math.max(Number(value), EDGE), most - EDGE);
    const found = at([here.longitude, here.latitude]);
    const [x, y] = [within(found[0], right), within(found[1], bottom)];
    svg.append(make("path", { d: `M${x} ${y - 30}l24 54-24-14-24 14z`, class: "here" }));
  }
  return svg;
}
