// Pictures of the tiles, drawn with lines on a field of 24 by 24; each stands beside its word, never alone.
const NS = "http://www.w3.org/2000/svg";
const PATHS = {
  // disputes
  land: "M2 20h20M3 17l5-8 4 5 3-4 6 7M16 5h5M18.5 5v5",
  water: "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9 15a3 3 0 0 0 3 3",
  neighbours: "M2 20V11l5-4 5 4v9M12 20v-9l5-4 5 4v9M2 20h20M6 20v-5h2v5M16 20v-5h2v5M12 3v3",
  family: "M8 7a2.5 2.5 0 1 0-.01 0M16 7a2.5 2.5 0 1 0-.01 0M4 20v-5a4 4 0 0 1 8 0v5M12 20v-5a4 4 0 0 1 8 0v5M12 17a1.5 1.5 0 1 0-.01 0",
  wages: "M3 6h18v12H3zM12 9.5v5M10 10l2 2 2-2M10 13h4M6 9v.01M18 15v.01",
  debts: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6M9 16h3",
  contracts: "M5 3h10l4 4v14H5zM15 3v4h4M8 11h8M8 14h5M8 18c2-3 3 1 5-1",
  traffic: "M3 15l2-6h10l4 4v4h-2M3 15v2h2M9 17h4M7 17a2 2 0 1 0-.01 0M15 17a2 2 0 1 0-.01 0M7 12h7M20 4l-2 3h3l-2 3",
  consumer: "M3 4h3l2 11h10l2-8H7M9 19a1.5 1.5 0 1 0-.01 0M17 19a1.5 1.5 0 1 0-.01 0",
  other: "M12 3a9 9 0 1 0 .01 0M9 10a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.01",
  // hazards
  fire_exit: "M4 21V3h9v18M2 21h20M16 12h6M19 9l3 3-3 3M10 12v.01",
  fire_equipment: "M9 8h6v13H9zM12 8V5M8 5h8M16 5l3 2M9 13h6M12 3v2",
  wiring: "M13 2L5 13h6l-2 9 9-12h-6z",
  charging: "M6 17a3 3 0 1 0-.01 0M18 17a3 3 0 1 0-.01 0M9 17h6l2-9h-3M6 14l3-6h3M18 2l-2 3h3l-2 3",
  gas: "M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 2 2 2 1-2-1-4 1-8zM5 21h14",
  structure: "M4 21V8l8-5 8 5v13M2 21h20M12 3l-2 6 3 3-2 4 2 5",
  crowding: "M6 8a2 2 0 1 0-.01 0M12 8a2 2 0 1 0-.01 0M18 8a2 2 0 1 0-.01 0M3 19v-4a3 3 0 0 1 6 0v4M9 19v-4a3 3 0 0 1 6 0v4M15 19v-4a3 3 0 0 1 6 0v4",
  lighting: "M12 3a6 6 0 0 1 3 11v3H9v-3a6 6 0 0 1 3-11zM9 20h6",
  road: "M8 3L4 21M16 3l4 18M12 4v3M12 10v3M12 16v3",
  minors_sales: "M9 3h6v4l2 3v11H7V10l2-3zM7 14h10M12 16v3",
  minors_entry: "M5 21V4h14v17M3 21h18M9 9l6 6M15 9l-6 6",
  registration: "M3 5h18v14H3zM8 11a2 2 0 1 0-.01 0M5 16c1-3 5-3 6 0M14 9h4M14 13h4",
  chemicals: "M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M8 15h8",
  security: "M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3M12 15v3",
  // what a form asks for
  camera: "M3 8h4l2-3h6l2 3h4v11H3zM12 17a4 4 0 1 0-.01 0",
};

export function symbol(name, size = 40) {
  const svg = document.createElementNS(NS, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: "symbol" })) svg.setAttribute(key, value);
  const path = document.createElementNS(NS, "path");
  path.setAttribute("d", PATHS[name] || PATHS.other);
  svg.append(path);
  return svg;
}
