import { createTheme, type CSSVariablesResolver, type MantineThemeOverride } from "@mantine/core";
import type { Accent } from "./accent";
import { dark, gray, red } from "./palette";
import { fonts, measures, schemes } from "./tokens";

/** Fields and buttons of the ordinary size are lower than Mantine's: pages are dense. */
const control = (size: string | undefined): string | undefined =>
  size === undefined || size === "sm" ? "var(--sangam-control)" : undefined;

const field = {
  vars: (_: unknown, props: { size?: string | number }) => {
    const height = control(props.size?.toString());
    return {
      wrapper: height === undefined ? {} : { "--input-height": height, "--input-size": height },
    };
  },
};

/** Mantine's theme, made of the tokens and a tenant's accent. */
export function themeOf(accent: Accent): MantineThemeOverride {
  return createTheme({
    primaryColor: "accent",
    primaryShade: 7,
    autoContrast: true,
    luminanceThreshold: 0.3,
    colors: { accent: accent.ramp, dark, gray, red },
    fontFamily: fonts.text,
    fontFamilyMonospace: fonts.mono,
    defaultRadius: 6,
    cursorType: "pointer",
    respectReducedMotion: true,
    headings: {
      fontWeight: "600",
      sizes: {
        h1: { fontSize: measures["text-title"], lineHeight: "1.35" },
        h2: { fontSize: "0.9375rem", lineHeight: "1.4" },
        h3: { fontSize: measures["text-body"], lineHeight: "1.4" },
      },
    },
    components: {
      Button: {
        defaultProps: { size: "sm" },
        vars: (_: unknown, props: { size?: string | number }) => {
          const height = control(props.size?.toString());
          return {
            root:
              height === undefined
                ? {}
                : {
                    "--button-height": height,
                    "--button-padding-x": "12px",
                    "--button-fz": measures["text-table"],
                  },
          };
        },
      },
      Input: field,
      // A menu has nothing in it but its items: the first takes the focus.
      Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
      SegmentedControl: { defaultProps: { size: "xs" } },
      Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    },
  });
}

function variables(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`--sangam-${name}`, value]),
  );
}

function schemeVariables(
  scheme: (typeof schemes)["light" | "dark"],
  accent: Accent["light"],
): Record<string, string> {
  return {
    ...variables({ ...scheme, ...accent }),
    "--mantine-color-body": scheme.surface,
    "--mantine-color-text": scheme.text,
    "--mantine-color-dimmed": scheme.quiet,
    "--mantine-color-placeholder": scheme.placeholder,
    "--mantine-color-error": scheme.negative,
    "--mantine-color-default-border": scheme["border-strong"],
  };
}

/** Publishes the tokens as CSS variables, and lets Mantine's own follow them. */
export function variablesOf(accent: Accent): CSSVariablesResolver {
  return () => ({
    variables: variables(measures),
    light: schemeVariables(schemes.light, accent.light),
    dark: schemeVariables(schemes.dark, accent.dark),
  });
}
