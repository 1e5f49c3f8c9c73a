import type { MantineColorsTuple } from "@mantine/core";
import { contrast } from "./contrast.ts";
import { hexOf } from "./oklch.ts";
import { dark, gray } from "./palette.ts";

/** WCAG 2.2 AA for text asks for 4.5; a little more, for what a screen makes of it. */
const enough = 4.6;

/** The hue of Sangam itself: of the sign-in and the documentation. */
export const sangamHue = 205;

/** What tenants get: evenly apart to the eye, and none that means danger. */
const tenantHues = [205, 235, 262, 285, 305, 330, 352, 55, 80, 130, 150, 178];

const lightness = [0.975, 0.945, 0.89, 0.81, 0.74, 0.67, 0.6, 0.52, 0.46, 0.38];
const chroma = [0.014, 0.03, 0.06, 0.09, 0.11, 0.12, 0.125, 0.12, 0.11, 0.09];

/** The one colour of a console, in every strength, and where it is read on which ground. */
export interface Accent {
  ramp: MantineColorsTuple;
  light: { accent: string; "accent-soft": string };
  dark: { accent: string; "accent-soft": string };
}

/** The first lightness, going by `step`, at which the colour is read on every ground. */
function readable(hue: number, index: number, step: number, grounds: string[]): string {
  let at = lightness[index] ?? 0;
  const colour = () => hexOf({ lightness: at, chroma: chroma[index] ?? 0, hue });
  while (at > 0 && at < 1 && grounds.some((ground) => contrast(colour(), ground) < enough)) {
    at += step;
  }
  return colour();
}

/** The accent of a hue in degrees. Text in it has enough contrast by computation, at any hue. */
export function accentOf(hue: number): Accent {
  const shade = (index: number) =>
    hexOf({ lightness: lightness[index] ?? 0, chroma: chroma[index] ?? 0, hue });
  const soft = shade(0);
  const softDark = hexOf({ lightness: 0.29, chroma: 0.035, hue });
  const strong = readable(hue, 7, -0.005, ["#ffffff", gray[1], soft]);
  const bright = readable(hue, 3, 0.005, [dark[5], softDark]);
  const ramp = lightness.map((_, index) => shade(index));
  ramp[7] = strong;
  return {
    ramp: ramp as unknown as MantineColorsTuple,
    light: { accent: strong, "accent-soft": soft },
    dark: { accent: bright, "accent-soft": softDark },
  };
}

/** The hue of a tenant: the same for everybody and at every visit (FNV-1a of its short name). */
export function hueOf(tenant: string): number {
  let hash = 0x811c9dc5;
  for (const character of tenant) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return tenantHues[hash % tenantHues.length] ?? sangamHue;
}
