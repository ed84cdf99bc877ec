// Which way the phone's back points, in degrees from north; null where the phone does not know or does not say.
import { once, pointData } from "./track.js";

export function compassOf({ alpha, beta, gamma, absolute, webkitCompassHeading }, turned = 0) {
  if (typeof webkitCompassHeading === "number") return Math.round((webkitCompassHeading + turned + 360) % 360) % 360;
  if (!absolute || alpha === null || alpha === undefined) return null;
  // Where the camera looks, from the rotations of the specification: the device's -z axis, turned into the world.
  const [a, b, c] = [alpha, beta || 0, gamma || 0].map((degrees) => (degrees * Math.PI) / 180);
  const east = -Math.cos(a) * Math.sin(c) - Math.sin(a) * Math.sin(b) * Math.cos(c);
  const north = -Math.sin(a) * Math.sin(c) + Math.cos(a) * Math.sin(b) * Math.cos(c);
  // Lying flat it looks at the ground: then the upper edge counts.
  const flat = Math.hypot(east, north) < 0.2;
  const heading = flat ? 360 - alpha + turned : (Math.atan2(east, north) * 180) / Math.PI;
  return Math.round((heading + 720) % 360) % 360;
}

const FRESH = 60000;

export function makeBearing() {
  let last = null;
  const turned = () => (globalThis.screen && screen.orientation ? screen.orientation.angle : 0);
  const hear = (event) => { const bearing = compassOf(event, turned()); if (bearing !== null) last = { bearing, at: Date.now() }; };
  return {
    // Some phones ask the officer first; only a tap may ask.
    ask() {
      const { DeviceOrientationEvent: kind } = globalThis;
      if (kind && kind.requestPermission) kind.requestPermission().catch(() => {});
    },
    start() { for (const name of ["deviceorientationabsolute", "deviceorientation"]) addEventListener(name, hear); },
    stop() { for (const name of ["deviceorientationabsolute", "deviceorientation"]) removeEventListener(name, hear); },
    now: () => (last && Date.now() - last.at < FRESH ? last.bearing : null),
  };
}

// What a picture taken on this screen knows: where the phone stands and looks. `onpoint` hears of the first position.
export function whereabouts(app, onpoint = () => {}) {
  const bearing = makeBearing();
  let last = null;
  const shown = location.hash;
  const leave = () => { if (location.hash !== shown) { bearing.stop(); removeEventListener("hashchange", leave); } };
  const look = () => (app.point() ? Promise.resolve(app.point()) : once()).then((found) => { last = found || last; if (last) onpoint(last); });
  bearing.start();
  addEventListener("hashchange", leave);
  look();
  return {
    onopen() { bearing.ask(); look(); },
    knows() {
      const found = bearing.now();
      return { ...pointData(app.point() || last), ...(found === null ? {} : { bearing: found }) };
    },
  };
}
