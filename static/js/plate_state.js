// What the plate keyboard does to the text. Pure.

export const PROVINCES = [..."京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"];
export const DIGITS = [..."1234567890"];
export const LETTERS = [..."ABCDEFGHJKLMNPQRSTUVWXYZ"];
export const SUFFIXES = [..."警学挂港澳试超领使"];
const LONGEST = 8;

export function pageFor(text) {
  return text.length === 0 ? "province" : "rest";
}

export function press(text, key) {
  if (key === "back") return [...text].slice(0, -1).join("");
  if (key === "clear") return "";
  return [...text].length >= LONGEST ? text : text + key;
}
