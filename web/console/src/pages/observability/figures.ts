/** "1.24 s", "3.5 ms", "80 µs": three digits are all that a measurement is good for. */
export function formatSeconds(seconds: number, locale: string): string {
  const [value, unit] =
    seconds >= 1
      ? [seconds, "s"]
      : seconds >= 0.001
        ? [seconds * 1e3, "ms"]
        : [seconds * 1e6, "µs"];
  return `${formatNumber(value, locale)} ${unit}`;
}

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(value);
}

/** A value of a series in the words of its unit. */
export function formatFigure(value: number, unit: string, locale: string): string {
  if (unit === "s") return formatSeconds(value, locale);
  if (unit === "1/s") return `${formatNumber(value, locale)}/s`;
  if (unit === "s/s") return `${formatNumber(value * 100, locale)} %`;
  if (unit === "bytes") return `${formatNumber(value / 2 ** 20, locale)} MiB`;
  return formatNumber(value, locale);
}

/** The share of requests that failed, as "0 %" or "1.2 %". */
export function formatShare(part: number, whole: number, locale: string): string {
  return `${formatNumber(whole > 0 ? (100 * part) / whole : 0, locale)} %`;
}
