// Fills hidden latitude and longitude from the phone's position when the person allows it; nothing waits for it.
const latitude = document.querySelector("[data-position=latitude]");
const longitude = document.querySelector("[data-position=longitude]");
if (latitude && longitude && navigator.geolocation) {
  navigator.geolocation.getCurrentPosition((found) => {
    latitude.value = found.coords.latitude.toFixed(6);
    longitude.value = found.coords.longitude.toFixed(6);
  }, () => {}, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
}
