/** Pixels of the file for one of the screen: sharp when printed. */
const SHARP = 2;

/** Room for the title above the drawing, in pixels of the screen. */
const HEAD = 36;

/** Saves the drawing inside an element as a PNG with its title and the page's colours; false when there is none. */
export async function savePicture(frame: Element, title: string, name: string): Promise<boolean> {
  const svg = frame.querySelector('svg');
  if (!svg) return false;
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGElement;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const source = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml;charset=utf-8' }),
  );
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: width * SHARP,
      height: (height + HEAD) * SHARP,
    });
    const pen = canvas.getContext('2d');
    if (!pen) return false;
    const style = getComputedStyle(document.documentElement);
    pen.scale(SHARP, SHARP);
    pen.fillStyle = style.getPropertyValue('--surface');
    pen.fillRect(0, 0, width, height + HEAD);
    pen.fillStyle = style.getPropertyValue('--ink');
    pen.font = `600 15px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(title, 8, 23, width - 16);
    pen.drawImage(image, 0, HEAD, width, height);
    const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!png) return false;
    const href = URL.createObjectURL(png);
    Object.assign(document.createElement('a'), { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
    return true;
  } finally {
    URL.revokeObjectURL(source);
  }
}
