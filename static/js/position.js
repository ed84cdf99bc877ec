// Fills hidden fields with where the phone is, how sure it is of that and which way it looks, when the person allows it;
// nothing waits for it.
const field = (name) => document.querySelector(`[data-position=${name}]`);
const latitude = field("latitude");
const longitude = field("longitude");
if (latitude && longitude && navigator.geolocation) {
  navigator.geolocation.getCurrentPosition((found) => {
    latitude.value = found.coords.latitude.toFixed(6);
    longitude.value = found.coords.longitude.toFixed(6);
    const accuracy = field("accuracy");
    if (accuracy) accuracy.value = Math.round(found.coords.accuracy);
  }, () => {}, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
}
const bearing = field("bearing");
if (bearing) {
  const turned = (event) => {
    const north = event.webkitCompassHeading ?? (event.absolute && event.alpha !== null ? (360 - event.alpha) % 360 : null);
    if (north !== null && Number.isFinite(north)) bearing.value = Math.round(north);
  };
  addEventListener("deviceorientationabsolute", turned);
  addEventListener("deviceorientation", turned);
}
