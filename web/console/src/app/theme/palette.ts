import type { MantineColorsTuple } from "@mantine/core";

/** Greys of the dark scheme, nearly without a hue; index 7 is a page, 6 a card. */
export const dark = [
  "#e6e8ea",
  "#c6cacd",
  "#a4aaae",
  "#7f868b",
  "#474d52",
  "#2f3438",
  "#1b1e21",
  "#131517",
  "#0e1012",
  "#090a0b",
] as const satisfies MantineColorsTuple;

/** Of what destroys or went wrong; white can be read on index 7, where buttons are filled. */
export const red = [
  "#fdf0ef",
  "#fbdedb",
  "#f5bcb6",
  "#ec938a",
  "#e26d61",
  "#d84d3f",
  "#cd3529",
  "#b3261e",
  "#9a1f18",
  "#7c1712",
] as const satisfies MantineColorsTuple;

/** Greys of the light scheme; index 0 is a page, 9 its text. */
export const gray = [
  "#f8f9fa",
  "#f1f3f4",
  "#e6e8ea",
  "#d7dadd",
  "#bcc1c5",
  "#949ba0",
  "#6a7177",
  "#4e555a",
  "#31363a",
  "#16191c",
] as const satisfies MantineColorsTuple;
