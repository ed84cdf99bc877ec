// The night as the phone knows it: what the station said, and on top of it what lies here and is not in it yet. Pure.
const GONE = new Set(["replaced", "dropped", "refused", "taken", "clash"]);

function startKind(round, at) {
  if (at >= Date.parse(round.start_by)) return "make_up";
  if (at < Date.parse(round.planned_at)) return "early";
  return at <= Date.parse(round.on_time_until) ? "on_time" : "late";
}

const STEPS = {
  "round.start"(night, { data, happened_at }) {
    const round = night.round(data.round);
    if (!round || (round.started_at && Date.parse(round.started_at) <= Date.parse(happened_at))) return;
    round.started_at = happened_at;
    round.start_kind = startKind(round, Date.parse(happened_at));
    if (!round.finished_at) round.status = "in_progress";
  },
  "round.finish"(night, { data, happened_at }) {
    const round = night.round(data.round);
    if (!round || round.finished_at) return;
    round.finished_at = happened_at;
    round.status = round.start_kind === "make_up" ? "made_up" : "done";
  },
  "round.abort"(night, { data, happened_at }) {
    const round = night.round(data.round);
    if (round) { round.finished_at = happened_at; round.status = "aborted"; }
  },
  "check.secure"(night, { data, happened_at }) {
    const round = night.round(data.round);
    if (round) { round.tried += 1; round.here = data.place; round.last_at = happened_at; }
  },
  "check.withdraw"(night, { data }) {
    const check = night.all.get(data.check);
    const round = night.round(check && check.data ? check.data.round : data.round);
    if (round) round.tried -= 1;
  },
  "vehicle.found"(night, { id, data, happened_at }) {
    const round = night.round(data.round);
    if (round) { round.tried += 1; round.open += 1; round.here = data.place; }
    night.vehicles.push({
      id, round: data.round, place: data.place, found_at: happened_at, plate: data.plate, open_parts: data.open_parts,
      description: data.description, state: "found", outcome: "", waiting_since: null, reached_at: null, closed_at: null,
      code: "", attempts: [], photos: 0,
    });
  },
  "vehicle.edit"(night, { data }) { Object.assign(night.vehicle(data.vehicle) || {}, data.changes); },
  "vehicle.call"(night, { id, data, happened_at }) {
    const vehicle = night.vehicle(data.vehicle);
    if (!vehicle) return;
    vehicle.attempts.push({ id, at: happened_at, result: data.result });
    if (vehicle.state === "found") vehicle.state = "contacting";
    if (data.result === "reached" && !vehicle.reached_at) vehicle.reached_at = happened_at;
  },
  "vehicle.wait"(night, { data, happened_at }) {
    const vehicle = night.vehicle(data.vehicle);
    if (vehicle && !vehicle.waiting_since) { vehicle.waiting_since = happened_at; vehicle.state = "waiting"; }
  },
  "vehicle.leave"(night, { data }) { const vehicle = night.vehicle(data.vehicle); if (vehicle) vehicle.state = "recheck"; },
  "vehicle.close"(night, { data, happened_at }) {
    const vehicle = night.vehicle(data.vehicle);
    if (vehicle && !vehicle.outcome) Object.assign(vehicle, { state: "closed", outcome: data.outcome, closed_at: happened_at });
  },
  "place.pass"(night, { data, happened_at }) {
    const round = night.round(data.round);
    if (round && !round.passes[data.place]) round.passes[data.place] = { at: happened_at, proof: data.proof };
  },
  photo(night, { data }) { const vehicle = night.vehicle(data.vehicle); if (vehicle) vehicle.photos += 1; },
  "handover.read"(night) { if (night.handover) night.handover.read = true; },
  "shift.handover"(night) { night.handedOver = true; },
  "owner.visit"(night, { data }) { night.visits = night.visits.filter((visit) => visit.id !== data.visit); },
};

// What a mended entry made carries the key of the first try: other entries name it so.
function rootOf(all, record) {
  let root = record;
  for (let steps = 0; root.replaces && all.has(root.replaces) && steps < 20; steps += 1) root = all.get(root.replaces);
  return root.replaces || root.id;
}

export function nightOf(bundle, records, now) {
  const copy = JSON.parse(JSON.stringify(bundle));
  const night = {
    ...copy, all: new Map(records.map((record) => [record.id, record])), handedOver: false,
    round: (id) => night.rounds.find((round) => round.id === Number(id)),
    vehicle: (id) => night.vehicles.find((vehicle) => vehicle.id === id),
    placeOf: (id) => night.places.find((place) => place.id === Number(id)),
  };
  const included = new Set(copy.included);
  for (const record of records) {
    if (included.has(record.id) || GONE.has(record.state) || record.unreadable || !STEPS[record.kind]) continue;
    STEPS[record.kind](night, { ...record, id: rootOf(night.all, record) });
  }
  for (const round of night.rounds) {
    if (round.status === "planned" && now >= Date.parse(round.start_by)) round.status = "missed";
    round.places = (round.order.length ? round.order : night.places.map((place) => place.id))
      .map(night.placeOf).filter(Boolean);
  }
  night.running = night.rounds.find((round) => round.status === "in_progress") || null;
  night.next = night.rounds.find((round) => round.status === "planned") || null;
  night.missed = night.rounds.filter((round) => round.status === "missed");
  night.open = night.vehicles.filter((vehicle) => !vehicle.outcome);
  return night;
}

// Ids of entries that must be applied before one about this round or this car can be.
export function before(records, { round = null, vehicle = null }) {
  return records.filter((record) => record.state !== "applied" && !GONE.has(record.state) && (
    (round !== null && record.kind === "round.start" && record.data && record.data.round === round)
    || (vehicle !== null && record.id === vehicle)
  )).map((record) => record.id);
}

// Metres between two points, near enough for a village (equirectangular).
export function metres(one, other) {
  const radians = Math.PI / 180;
  const x = (other.longitude - one.longitude) * radians * Math.cos(((one.latitude + other.latitude) / 2) * radians);
  return Math.hypot(x, (other.latitude - one.latitude) * radians) * 6371000;
}

// Places the phone stands in by now: near enough, sure enough, not passed yet.
export function reached(round, point) {
  if (!point || point.accuracy > 50) return [];
  return round.places.filter((place) => !round.passes[place.id] && metres(place, point) <= place.radius);
}
