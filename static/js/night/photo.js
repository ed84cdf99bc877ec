// A picture of the camera: its bytes stay as they are; a thumbnail is made for the phone's own screens.
import { before } from "./state.js";

export async function thumbnail(file, side = 160) {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, side / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.6);
  } catch { return null; }
}

// `parent`: {kind of parent: id of the entry that made it}; `values`: what else the phone knows of a picture.
export async function addPhotos(app, parent, pictures) {
  for (const { file, values } of pictures) {
    const thumb = await thumbnail(file);
    await app.run(() => app.phone.addPhoto({ ...parent, ...values }, file, { after: before(app.records(), { vehicle: Object.values(parent)[0] }), thumb }));
  }
}
