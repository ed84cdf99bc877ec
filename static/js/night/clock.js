// The phone's clock against the station's. Within one life of the page time runs by the monotonic clock from the last
// measurement, so that a clock turned at night moves nothing.
const DAY = 24 * 3600 * 1000;

export function makeClock({ wall = Date.now, mono = () => performance.now(), stored = null } = {}) {
  let offset = stored ? stored.off_ms : null;
  let measuredAt = stored ? stored.measured_at : null;
  let anchor = null; // {server, mono} of this life
  const begun = { wall: wall(), mono: mono() };
  return {
    // Times of the round trip are monotonic; the station's time belongs to its middle.
    measure(serverTime, sent, received) {
      const middle = (sent + received) / 2;
      anchor = { server: serverTime, mono: middle };
      offset = Math.round(serverTime - (wall() - (mono() - middle)));
      measuredAt = serverTime;
      return { off_ms: offset, measured_at: measuredAt };
    },
    time() {
      return Math.round(anchor ? anchor.server + (mono() - anchor.mono) : wall() + (offset || 0));
    },
    now() {
      const device = wall();
      const at = this.time();
      // Without a measurement in this life: did the wall clock run as the monotonic one did, and is the offset fresh?
      const ran = Math.abs(device - begun.wall - (mono() - begun.mono)) < 5000;
      const fresh = measuredAt !== null && Math.abs(at - measuredAt) < DAY;
      return {
        device_at: new Date(device).toISOString(),
        happened_at: new Date(at).toISOString(),
        clock: {
          off_ms: offset,
          measured_at: measuredAt === null ? null : new Date(measuredAt).toISOString(),
          steady: Boolean(anchor) || (ran && fresh),
        },
      };
    },
  };
}
