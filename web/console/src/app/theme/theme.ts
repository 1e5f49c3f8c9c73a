import { createTheme, type CSSVariablesResolver } from "@mantine/core";
import { accent, dark, fonts, gray, schemes } from "./tokens";

/** Mantine's theme, made of the tokens. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.3,
  colors: { accent, dark, gray },
  fontFamily: fonts.text,
  fontFamilyMonospace: fonts.mono,
  defaultRadius: 6,
  cursorType: "pointer",
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.3" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.4" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  components: {
    Button: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
});

function variables(scheme: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(scheme).map(([name, colour]) => [`--sangam-${name}`, colour]),
  );
}

/** Publishes the scheme's colours as CSS variables, and lets Mantine's own follow them. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...variables(schemes.light),
    "--mantine-color-body": schemes.light.surface,
    "--mantine-color-dimmed": schemes.light.quiet,
    "--mantine-color-placeholder": "#66737a",
    "--mantine-color-error": schemes.light.negative,
  },
  dark: {
    ...variables(schemes.dark),
    "--mantine-color-body": schemes.dark.surface,
    "--mantine-color-dimmed": schemes.dark.quiet,
    "--mantine-color-placeholder": "#8b979c",
    "--mantine-color-error": schemes.dark.negative,
  },
});
