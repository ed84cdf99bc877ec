// Maps on self-drawn village outlines: no tile server. Elements with data-map read their layers as GeoJSON from
// data-outlines and data-points (addresses), or from a JSON script named by data-points-id. L is Leaflet, loaded before.

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const COLOURS = {
  bad: "--bad", warn: "--warn", good: "--good", info: "--info", plain: "--accent",
  critical: "--bad", high: "--level-high-mark", medium: "--level-medium-mark", low: "--level-low", ended: "--good",
};

// Kinds are told by shape too, by the same shapes as the badges: no dot means anything by its colour alone.
const triangle = (x, y, r) => `M${x} ${y - r}L${x + r} ${y + 0.85 * r}H${x - r}Z`;
const diamond = (x, y, r) => `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;
const square = (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`;
const cross = (x, y, r) => {
  const arm = 0.35 * r, rest = r - arm;
  return `M${x - arm} ${y - r}h${2 * arm}v${rest}h${rest}v${2 * arm}h${-rest}v${rest}h${-2 * arm}v${-rest}h${-rest}v${-2 * arm}h${rest}Z`;
};
const SIGNS = {
  bad: triangle, warn: diamond, info: square, critical: triangle, high: diamond, medium: square, ended: cross,
};
// How much larger than the circle's a shape's reach must be to cover about as much.
const REACH = { bad: 1.25, warn: 1.25, info: 0.9, critical: 1.25, high: 1.25, medium: 0.9, ended: 1.1 };

async function load(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export async function outlines(map, address) {
  const data = await load(address);
  const layer = L.geoJSON(data, {
    style: { color: style("--line-strong"), weight: 1, fillColor: style("--surface"), fillOpacity: 0.9 },
    interactive: false,
    onEachFeature: (feature, shape) =>
      shape.bindTooltip(document.createTextNode(feature.properties.name), {
        permanent: true, direction: "center", className: "village", interactive: false,
      }),
  }).addTo(map);
  const names = () => {
    const show = map.getZoom() >= 12;
    layer.eachLayer((shape) => (show ? shape.openTooltip() : shape.closeTooltip()));
  };
  map.on("zoomend", names);
  names();
  return layer;
}

function popup(properties) {
  const box = document.createElement("div");
  const title = document.createElement(properties.url ? "a" : "strong");
  title.textContent = properties.title || "";
  if (properties.url) title.href = properties.url;
  box.append(title);
  if (properties.text) {
    const line = document.createElement("div");
    line.textContent = properties.text;
    box.append(line);
  }
  return box;
}

// A circle marker whose outline is the sign of its kind; Leaflet moves, opens and clips it as any other.
function sign(at, tone, options) {
  const marker = L.circleMarker(at, options);
  if (SIGNS[tone]) {
    marker._updatePath = () => {
      const { x, y } = marker._point;
      const outline = marker._empty() ? "M0 0" : SIGNS[tone](x, y, marker._radius * REACH[tone]);
      marker._renderer._setPath(marker, outline);
    };
  }
  return marker;
}

function points(map, data) {
  return L.geoJSON(data, {
    // Squares: four shades of one colour, told in words beside the map. What is a point keeps its own colours; a way has
    // its colour, width and dashes from the style sheet, as its sample in the legend has.
    style: ({ geometry, properties }) => (geometry.type === "Point" ? {} : geometry.type === "LineString" ? {
      className: `way way-${properties.style}`, fill: false,
    } : {
      color: style("--accent"), weight: 0.5, fillColor: style("--accent"), fillOpacity: [0, 0.2, 0.4, 0.65, 0.95][properties.shade] || 0.4,
    }),
    pointToLayer: (feature, at) =>
      sign(at, feature.properties.tone, {
        radius: feature.properties.size || 7, weight: 2, color: style("--surface"), className: `sign ${feature.properties.tone || ""}`,
        fillColor: style(COLOURS[feature.properties.tone] || COLOURS.plain), fillOpacity: 0.9,
      }),
    onEachFeature: (feature, layer) => {
      layer.bindPopup(() => popup(feature.properties));
      const { label } = feature.properties;
      if (label) layer.bindTooltip(document.createTextNode(label), { permanent: true, direction: "right", offset: [8, 0] });
    },
  }).addTo(map);
}

async function draw(element) {
  const map = L.map(element, { attributionControl: false, zoomControl: true, minZoom: 8, maxZoom: 19, zoomSnap: 0.25 });
  map.setView([Number(element.dataset.latitude || 26.02), Number(element.dataset.longitude || 117.29)], 11);
  let base = null;
  let shown = null;
  if (element.dataset.outlines) base = await outlines(map, element.dataset.outlines);
  if (element.dataset.points) shown = points(map, await load(element.dataset.points));
  if (element.dataset.pointsId) {
    shown = points(map, JSON.parse(document.getElementById(element.dataset.pointsId).textContent));
  }
  const focus = shown && shown.getLayers().length ? shown : base;
  if (focus && focus.getBounds().isValid()) map.fitBounds(focus.getBounds().pad(0.15), { maxZoom: 15 });
  element.dataset.ready = "1";
  return map;
}

async function picker(element) {
  const map = await draw(element);
  const latitude = document.getElementById(element.dataset.latitudeInput);
  const longitude = document.getElementById(element.dataset.longitudeInput);
  let marker = null;
  const show = (at, write) => {
    if (!marker) {
      // A pin drawn by CSS: Leaflet finds its own pictures by names that hashed static files do not keep.
      const icon = L.divIcon({ className: "pin", iconSize: [30, 30], iconAnchor: [0, 30] });
      marker = L.marker(at, { icon, draggable: true, keyboard: true, title: element.dataset.markerLabel || "" }).addTo(map);
      marker.on("dragend", () => show(marker.getLatLng(), true));
    }
    marker.setLatLng(at);
    if (write) {
      latitude.value = at.lat.toFixed(6);
      longitude.value = at.lng.toFixed(6);
    }
  };
  const typed = () => {
    const at = [Number(latitude.value), Number(longitude.value)];
    if (latitude.value && longitude.value && at.every(Number.isFinite)) { show(L.latLng(at), false); map.panTo(at); }
  };
  map.on("click", (event) => show(event.latlng, true));
  latitude.addEventListener("change", typed);
  longitude.addEventListener("change", typed);
  typed();
  const here = document.querySelector("[data-here]");
  if (here && navigator.geolocation) {
    here.hidden = false;
    here.addEventListener("click", () => {
      here.disabled = true;
      navigator.geolocation.getCurrentPosition(
        (found) => {
          here.disabled = false;
          const at = L.latLng(found.coords.latitude, found.coords.longitude);
          show(at, true);
          map.setView(at, 16);
        },
        () => { here.disabled = false; here.textContent = here.dataset.failed; },
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
  }
}

for (const element of document.querySelectorAll("[data-map]")) {
  const start = element.dataset.map === "picker" ? picker : draw;
  start(element).catch(() => { element.textContent = element.dataset.failed || ""; });
}
