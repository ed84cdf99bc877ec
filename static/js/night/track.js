import { metres } from "./state.js";

// Where the phone is, while a round runs and the page is seen; nowhere else. Fixes are thinned to spare battery and
// bytes: one each 10 s, or when 10 m were walked; doubtful ones are left out. `take()` hands out what was gathered.
const EACH = 10000;
const FAR = 10;
const DOUBTFUL = 100;

export function makePosition({ onMove = () => {}, time = Date.now } = {}) {
  let watch = null;
  let last = null;
  let kept = null;
  let fixes = [];
  const keep = (point) => {
    if (point.accuracy > DOUBTFUL) return;
    if (kept && point.at - kept.at < EACH && metres(kept, point) < FAR) return;
    kept = point;
    fixes.push([Math.round(time()), Number(point.latitude.toFixed(6)), Number(point.longitude.toFixed(6)), Math.round(point.accuracy)]);
  };
  const geo = navigator.geolocation;
  const stop = () => { if (watch !== null) geo.clearWatch(watch); watch = null; };
  return {
    last: () => (last && Date.now() - last.at < 120000 ? last : null),
    gathered: () => fixes.length,
    take() { const out = fixes; fixes = []; return out; },
    // Nothing of whose way it was stays for whoever has the phone next.
    forget() { stop(); last = null; kept = null; fixes = []; },
    follow(wanted) {
      if (!geo || wanted === (watch !== null)) return;
      if (!wanted) { stop(); return; }
      watch = geo.watchPosition(({ coords }) => {
        last = { latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy, at: Date.now() };
        keep(last);
        onMove(last);
      }, () => {}, { enableHighAccuracy: true, maximumAge: 15000, timeout: 60000 });
    },
  };
}

// The position once, when somebody asked for it; null when the phone does not know it.
export const once = () => new Promise((done) => {
  if (!navigator.geolocation) { done(null); return; }
  navigator.geolocation.getCurrentPosition(({ coords }) => done(coords), () => done(null), { enableHighAccuracy: true, maximumAge: 15000, timeout: 15000 });
});

export const pointData = (point) => ({
  latitude: point ? Number(point.latitude.toFixed(6)) : null,
  longitude: point ? Number(point.longitude.toFixed(6)) : null,
  accuracy: point ? Math.round(point.accuracy) : null,
});
