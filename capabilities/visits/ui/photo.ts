import { PHOTO_BYTES } from '../lists.ts';

/** Longest side in pixels: enough to read a label on a parcel. */
const SIDE = 1280;

/**
 * A picture from the camera as a small JPEG data URL, scaled on the phone until it fits. Drawing it anew also drops
 * where and with what it was taken. Throws when the file is no picture.
 */
export async function smallPhoto(file: Blob): Promise<{ url: string; bytes: number }> {
  const picture = await createImageBitmap(file);
  try {
    for (let side = SIDE, quality = 0.8; ; side *= 0.8, quality = Math.max(0.5, quality - 0.1)) {
      const blob = await drawn(picture, side, quality);
      if (blob.size <= PHOTO_BYTES) return { url: await textOf(blob), bytes: blob.size };
    }
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  });
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no drawing surface');
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/jpeg', quality),
  );
}

const textOf = (blob: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error ?? new Error('not read'));
    reader.readAsDataURL(blob);
  });
