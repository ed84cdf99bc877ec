// Lengths of time in words. Pure: the clock is an argument.

export function clockText(milliseconds) {
  const seconds = Math.max(0, Math.floor(Math.abs(milliseconds) / 1000));
  const hours = Math.floor(seconds / 3600);
  const two = (value) => String(value).padStart(2, "0");
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

// dataset: {until | since: ISO time, before?, after?}: texts with {t} for a moment to come or gone by.
export function describe(dataset, now) {
  const moment = Date.parse(dataset.until || dataset.since);
  if (Number.isNaN(moment)) return "";
  const left = moment - now;
  const text = clockText(left);
  if (dataset.since) return (dataset.after || "{t}").replace("{t}", text);
  return (left >= 0 ? dataset.before || "{t}" : dataset.after || "{t}").replace("{t}", text);
}
