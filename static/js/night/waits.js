// What of an entry is not at the station yet, and which entries need their author. Of rows as they lie in the database: the
// pages beside the app count with it too.
const SETTLED = new Set(["applied", "replaced", "dropped"]);
const BAD = new Set(["refused", "taken"]);

export const settled = (row) => SETTLED.has(row.state);
// A photo's bytes go apart from its text. Rows of an older app do not say whether theirs went.
export const photoLeft = (row) => Boolean(row.blob) && !(row.blob_done ?? settled(row));
const photoMoves = (row) => photoLeft(row) && !row.blob_blocked;
export const photoToSend = (row) => photoMoves(row) && row.state !== "waiting"; // text first
// Bytes of what one run of the sender has to do: these entries, their photos, and photos left behind.
export const bytesOf = (all, rows) => rows.reduce((sum, row) => sum + row.body.length, 0)
  + all.filter((row) => photoMoves(row) && (row.state !== "waiting" || rows.includes(row))).reduce((sum, row) => sum + (row.blob_size || 0), 0);
export const waits = (row) => row.state === "waiting" || photoLeft(row);
// Refused by the station, or not taken by it for a reason that sending again does not mend.
export const toMend = (row) => BAD.has(row.state) || Boolean(row.blocked || row.blob_blocked);
export const toDecide = (row) => row.state === "clash";
