// Where the phone is, while a round runs and the page is seen; nowhere else, and nothing is kept but the last point.
export function makePosition({ onMove = () => {} } = {}) {
  let watch = null;
  let last = null;
  const geo = navigator.geolocation;
  const stop = () => { if (watch !== null) geo.clearWatch(watch); watch = null; };
  return {
    last: () => (last && Date.now() - last.at < 120000 ? last : null),
    follow(wanted) {
      if (!geo || wanted === (watch !== null)) return;
      if (!wanted) { stop(); return; }
      watch = geo.watchPosition(({ coords }) => {
        last = { latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy, at: Date.now() };
        onMove(last);
      }, () => {}, { enableHighAccuracy: true, maximumAge: 15000, timeout: 60000 });
    },
  };
}

export const pointData = (point) => ({
  latitude: point ? Number(point.latitude.toFixed(6)) : null,
  longitude: point ? Number(point.longitude.toFixed(6)) : null,
  accuracy: point ? Math.round(point.accuracy) : null,
});
