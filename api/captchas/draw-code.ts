import svgCaptcha from 'svg-captcha';

const options = { width: 220, height: 70, fontSize: 60, noise: 3, background: '#f2f2f2' };

/** Draws a text as an SVG that a program reads less easily than a person. */
export function drawCode(text: string): string {
  // The package's own texts come from Math.random; drawing a given text is its default export, which its types leave out.
  const draw = svgCaptcha as unknown as (text: string, settings: typeof options) => string;
  return draw(text, options);
}
