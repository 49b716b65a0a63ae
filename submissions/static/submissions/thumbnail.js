// A small picture of a photograph for the form and its draft; none when the browser
// cannot read the format (HEIC, TIFF).

const WIDTH = 272;
const HEIGHT = 204;

export async function thumbnailOf(file) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.max(WIDTH / bitmap.width, HEIGHT / bitmap.height);
    const canvas = Object.assign(document.createElement("canvas"), {
      width: WIDTH,
      height: HEIGHT,
    });
    const [width, height] = [bitmap.width * scale, bitmap.height * scale];
    const place = [(WIDTH - width) / 2, (HEIGHT - height) / 2, width, height];
    canvas.getContext("2d").drawImage(bitmap, ...place);
    bitmap.close();
    return canvas.toDataURL("image/jpeg", 0.72);
  } catch {
    return "";
  }
}
