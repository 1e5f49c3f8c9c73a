/** Lightness from 0 to 1, chroma from 0 to about 0.3, hue in degrees. */
export interface Oklch {
  lightness: number;
  chroma: number;
  hue: number;
}

/** The matrices of CSS Color 4, section 9.2: OKLCH to linear light of sRGB. */
function linearOf({ lightness, chroma, hue }: Oklch): number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function curved(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** As "#rrggbb"; what a screen cannot show loses chroma, never lightness or hue. */
export function hexOf(colour: Oklch): string {
  let { chroma } = colour;
  let light = linearOf(colour);
  while (chroma > 0 && light.some((one) => one < -0.0005 || one > 1.0005)) {
    chroma = Math.max(0, chroma - 0.004);
    light = linearOf({ ...colour, chroma });
  }
  const bytes = light.map((one) => Math.round(255 * curved(Math.min(1, Math.max(0, one)))));
  return `#${bytes.map((one) => one.toString(16).padStart(2, "0")).join("")}`;
}
