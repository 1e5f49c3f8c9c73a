const wholeFormats = new Map<string, Intl.NumberFormat>();

function wholeFormat(locale: string): Intl.NumberFormat {
  let format = wholeFormats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    wholeFormats.set(locale, format);
  }
  return format;
}

function decimalPoint(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}

/** Groups a decimal string by the locale: "-12345678.90" is "−1,23,45,678.90" in en-IN. Exact. */
export function formatDecimal(decimal: string, locale: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (match === null) return decimal;
  const [, sign, whole = "0", fraction] = match;
  const grouped = wholeFormat(locale).format(BigInt(whole));
  const tail = fraction === undefined ? "" : decimalPoint(locale) + fraction;
  return `${sign === "-" ? "\u2212" : ""}${grouped}${tail}`;
}

/** A whole count, grouped by the locale. */
export function formatCount(count: number, locale: string): string {
  return wholeFormat(locale).format(count);
}

/** "25%" of 25. */
export function formatPercent(percent: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent" }).format(percent / 100);
}

const signs: Record<string, string> = {
  INR: "₹",
  USD: "$",
  EUR: "€",
  GBP: "£",
  JPY: "¥",
  CNY: "CN¥",
  KRW: "₩",
  ILS: "₪",
  NGN: "₦",
  VND: "₫",
};

/** The sign people write before the figure, or undefined where only the code is clear. */
export function assetSign(asset: string): string | undefined {
  return signs[asset];
}

/** "₹1,234.50", or "CHF 1,234.50" where the asset has no sign of its own. */
export function formatAmount(amount: { amount: string; asset: string }, locale: string): string {
  const text = formatDecimal(amount.amount, locale);
  const sign = assetSign(amount.asset) ?? `${amount.asset}\u00a0`;
  return text.startsWith("\u2212") ? `\u2212${sign}${text.slice(1)}` : `${sign}${text}`;
}

/** A short form for chart axes: "12.5L" in en-IN, "1.3M" in en-US. */
export function formatCompact(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(
    value,
  );
}
