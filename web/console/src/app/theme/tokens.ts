import type { MantineColorsTuple } from "@mantine/core";

/**
 * The design tokens: every colour, size and font the console uses is named here and nowhere else.
 * An edition changes the accent; all else follows from it.
 */
export const accent: MantineColorsTuple = [
  "#e8f6f7",
  "#d0eaed",
  "#a3d6db",
  "#73c1c9",
  "#4eb0ba",
  "#35a4af",
  "#238f9b",
  "#0f7581",
  "#0d6873",
  "#065059",
];

/** Neutral greys with a trace of the accent's hue; index 7 is a dark page, 6 a dark card. */
export const dark: MantineColorsTuple = [
  "#e3e8ea",
  "#c3cbce",
  "#a2adb1",
  "#7d898e",
  "#465156",
  "#323b40",
  "#1d2428",
  "#14191c",
  "#0f1315",
  "#0a0d0f",
];

export const gray: MantineColorsTuple = [
  "#f6f8f8",
  "#eef1f2",
  "#e2e7e9",
  "#d3dadd",
  "#b9c3c7",
  "#93a0a6",
  "#6b787e",
  "#4f5b61",
  "#333d42",
  "#1a2226",
];

export const fonts = {
  text: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "DejaVu Sans", sans-serif',
  mono: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", monospace',
};

export const sizes = {
  navbar: 216,
  header: 52,
  /** Content is never wider than this: a statement line must be readable in one glance. */
  content: 1240,
  form: 560,
};

/** Colours that differ by scheme, exposed to CSS as `--sangam-NAME`. */
export const schemes = {
  light: {
    page: gray[0],
    surface: "#ffffff",
    border: gray[2],
    hover: gray[1],
    stripe: gray[0],
    text: gray[9],
    quiet: "#5b686e",
    negative: "#b3261e",
    pending: "#7a5200",
    accent: accent[7],
    "accent-soft": accent[0],
    grid: gray[2],
  },
  dark: {
    page: dark[7],
    surface: dark[6],
    border: dark[5],
    hover: "#263034",
    stripe: "#192024",
    text: dark[0],
    quiet: dark[2],
    negative: "#ff9b92",
    pending: "#f0c36d",
    accent: accent[3],
    "accent-soft": "#16343a",
    grid: dark[5],
  },
} as const;
