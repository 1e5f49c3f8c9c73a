import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { accentOf, hueOf, sangamHue } from "./accent";
import { contrast } from "./contrast";
import { red } from "./palette";
import { schemes } from "./tokens";

const text = 4.5;

describe("contrast", () => {
  it("is that of the standard's own examples", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#abcdef", "#abcdef")).toBe(1);
  });
});

describe("the colours of a scheme", () => {
  for (const [name, scheme] of Object.entries(schemes)) {
    const grounds = ["page", "surface", "sidebar", "hover", "stripe"] as const;
    const inks = ["text", "quiet", "positive", "negative", "pending"] as const;
    it(`can be read on each of its grounds: ${name}`, () => {
      const faint = grounds.flatMap((ground) =>
        inks
          .filter((ink) => contrast(scheme[ink], scheme[ground]) < text)
          .map((ink) => `${ink} on ${ground}`),
      );
      expect(faint).toEqual([]);
    });

    it(`can be read on the soft ground of the same meaning: ${name}`, () => {
      expect(contrast(scheme.negative, scheme["negative-soft"])).toBeGreaterThan(text);
      expect(contrast(scheme.pending, scheme["pending-soft"])).toBeGreaterThan(text);
      expect(contrast(scheme.placeholder, scheme.surface)).toBeGreaterThan(text);
    });
  }
});

it("white can be read on a button that destroys", () => {
  expect(contrast("#ffffff", red[7])).toBeGreaterThan(text);
});

describe("a tenant's accent", () => {
  const hues = Array.from({ length: 360 }, (_, hue) => hue);

  it("can be read on every ground, at any hue", () => {
    const faint = hues.filter((hue) => {
      const { light, dark } = accentOf(hue);
      const pairs = [
        [light.accent, "#ffffff"],
        [light.accent, schemes.light.page],
        [light.accent, schemes.light.hover],
        [light.accent, light["accent-soft"]],
        [dark.accent, schemes.dark.page],
        [dark.accent, schemes.dark.surface],
        [dark.accent, schemes.dark.hover],
        [dark.accent, dark["accent-soft"]],
        [schemes.light.text, light["accent-soft"]],
        [schemes.dark.text, dark["accent-soft"]],
      ] as const;
      return pairs.some(([ink, ground]) => contrast(ink, ground) < text);
    });
    expect(faint).toEqual([]);
  });

  it("goes from light to dark and keeps white legible on a button", () => {
    for (const hue of hues) {
      const { ramp } = accentOf(hue);
      const steps = ramp.map((colour) => contrast(colour, "#ffffff"));
      expect([...steps].sort((a, b) => a - b)).toEqual(steps);
      expect(steps[7]).toBeGreaterThan(text);
    }
  });

  it("follows from the tenant's name alone, and tenants differ", () => {
    expect(hueOf("ten_one")).toBe(hueOf("ten_one"));
    const ids = Array.from({ length: 200 }, (_, index) => `ten_${index}`);
    expect(new Set(ids.map(hueOf)).size).toBeGreaterThan(8);
    expect(schemes.light.accent).toBe(accentOf(sangamHue).light.accent);
  });
});

const source = new URL("../../", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" });

it("no style knows left from right: languages that are read the other way turn it around", () => {
  const physical =
    /^\s*((margin|padding|border)-(left|right)[\w-]*|left|right|float):|text-align:\s*(left|right)/m;
  const stray = files
    .filter((name) => name.endsWith(".css"))
    .filter((name) => physical.test(readFileSync(new URL(name, source), "utf8")));
  expect(stray).toEqual([]);
});

it("colours are named here and nowhere else", () => {
  const stray = files
    .filter((name) => /\.(css|tsx?)$/.test(name) && !/theme\/|\.test\./.test(name))
    .filter((name) =>
      /#[0-9a-f]{6}\b|\brgba?\(/i.test(readFileSync(new URL(name, source), "utf8")),
    );
  expect(stray).toEqual([]);
});
