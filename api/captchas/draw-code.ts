import { createCanvas, Path2D } from '@napi-rs/canvas';
import svgCaptcha from 'svg-captcha';

/** The size of a drawn code, in pixels; half as much again as a page shows, for sharp screens. */
export const drawnSize = { width: 330, height: 105 } as const;

const options = { ...drawnSize, fontSize: 92, noise: 2, background: '#ffffff' };
const ink = '#1b2a4a';
const scratch = '#7a869c';

/** Draws a text as a WebP image: a person reads it, and its outlines are not in the file. */
export async function drawCode(text: string): Promise<Buffer> {
  // The package's own texts come from Math.random; drawing a given text is its default export, which its types leave out.
  const draw = svgCaptcha as unknown as (text: string, settings: typeof options) => string;
  const canvas = createCanvas(drawnSize.width, drawnSize.height);
  const context = canvas.getContext('2d');
  context.fillStyle = options.background;
  context.fillRect(0, 0, drawnSize.width, drawnSize.height);
  for (const [path] of draw(text, options).matchAll(/<path [^>]*>/g)) {
    const outline = new Path2D(/ d="([^"]*)"/.exec(path)?.[1] ?? '');
    if (path.includes('fill="none"')) {
      context.strokeStyle = scratch;
      context.lineWidth = 3;
      context.stroke(outline);
    } else {
      context.fillStyle = ink;
      context.fill(outline);
      // The package's letters are hollow: a stroke makes them strong enough for weak eyes.
      context.strokeStyle = ink;
      context.lineWidth = 3;
      context.lineJoin = 'round';
      context.stroke(outline);
    }
  }
  return await canvas.encode('webp', 90);
}
