// Reads the square of a place's plate where the browser has no reader of its own. On the page itself: a worker's file would
// lie outside what the app's own worker keeps for the night, and one picture takes a few hundredths of a second.
import "../../vendor/jsqr/jsQR.js"; // sets globalThis.jsQR

const SIDE = 480;

export function makeReader() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return {
    // [{rawValue}] as BarcodeDetector says it.
    async detect(video) {
      if (!video.videoWidth) return [];
      const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = globalThis.jsQR(data, width, height, { inversionAttempts: "dontInvert" });
      return found ? [{ rawValue: found.data }] : [];
    },
  };
}
