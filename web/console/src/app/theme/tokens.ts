import { accentOf, sangamHue } from "./accent.ts";
import { dark, gray, red } from "./palette.ts";

/**
 * The design tokens: every colour, size and font the console uses is named in this folder and
 * nowhere else. The accent is the tenant's (accent.ts); what stands here is the same for all.
 */
export const fonts = {
  text: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "DejaVu Sans", sans-serif',
  mono: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", monospace',
};

export const sizes = {
  navbar: 232,
  header: 48,
  /** Content is never wider than this: a statement line must be readable in one glance. */
  content: 1240,
  form: 560,
};

/** Published as `--sangam-NAME`, the same in both schemes. */
export const measures = {
  "space-1": "4px",
  "space-2": "8px",
  "space-3": "12px",
  "space-4": "16px",
  "space-5": "24px",
  "space-6": "32px",
  "radius-small": "4px",
  radius: "6px",
  "radius-large": "10px",
  "text-small": "0.75rem",
  "text-table": "0.8125rem",
  "text-body": "0.875rem",
  "text-title": "1.25rem",
  /** Of what answers a pointer, and of what comes and goes. */
  "motion-quick": "100ms",
  "motion-calm": "180ms",
} as const;

const sangam = accentOf(sangamHue);

/** Colours that differ by scheme, exposed to CSS as `--sangam-NAME`. */
export const schemes = {
  light: {
    page: gray[0],
    surface: "#ffffff",
    sidebar: gray[1],
    border: gray[2],
    "border-strong": gray[3],
    hover: gray[1],
    stripe: gray[0],
    text: gray[9],
    quiet: "#596066",
    positive: "#1a7340",
    negative: red[7],
    pending: "#7a5200",
    "negative-soft": "#fdeeed",
    "pending-soft": "#fdf4e2",
    placeholder: "#676e74",
    grid: gray[2],
    shadow: "0 1px 2px rgb(22 25 28 / 5%)",
    "shadow-over": "0 8px 28px rgb(22 25 28 / 14%), 0 1px 3px rgb(22 25 28 / 8%)",
    ...sangam.light,
  },
  dark: {
    page: dark[7],
    surface: dark[6],
    sidebar: dark[8],
    border: dark[5],
    "border-strong": dark[4],
    hover: "#24282b",
    stripe: "#181b1d",
    text: dark[0],
    quiet: dark[2],
    positive: "#6fcf97",
    negative: "#ff9b92",
    pending: "#f0c36d",
    "negative-soft": "#3a1f1d",
    "pending-soft": "#33290f",
    placeholder: "#8f969b",
    grid: dark[5],
    shadow: "none",
    "shadow-over": "0 12px 36px rgb(0 0 0 / 55%)",
    ...sangam.dark,
  },
} as const;
