// Keys that sort by time (RFC 9562, UUID version 7), made on the phone; within one millisecond a counter keeps the order.
let last = 0;
let counter = 0;

export function uuid7(now = Date.now()) {
  if (now > last) { last = now; counter = crypto.getRandomValues(new Uint8Array(1))[0]; } else counter += 1;
  if (counter > 0xfff) { last += 1; counter = 0; }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let index = 5, rest = last; index >= 0; index -= 1, rest = Math.floor(rest / 256)) bytes[index] = rest % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
