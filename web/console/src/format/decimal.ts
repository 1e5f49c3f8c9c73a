/**
 * Exact decimal arithmetic on the strings the API speaks. No amount ever becomes a float:
 * a ledger's int64 units exceed 2^53, and 0.1 has no binary form.
 */

const decimalPattern = /^-?\d+(\.\d+)?$/;

/** The largest number of minor units an amount can have (int64). */
export const maxUnits = 2n ** 63n - 1n;

/** How many digits follow the point: "12.50" has 2. */
export function scaleOf(decimal: string): number {
  const point = decimal.indexOf(".");
  return point < 0 ? 0 : decimal.length - point - 1;
}

/** Minor units of a decimal string; the scale must be at least the string's own. */
export function toUnits(decimal: string, scale: number): bigint {
  if (!decimalPattern.test(decimal)) throw new RangeError(`not a decimal: ${decimal}`);
  const missing = scale - scaleOf(decimal);
  if (missing < 0) throw new RangeError(`${decimal} has more than ${scale} decimals`);
  return BigInt(decimal.replace(".", "") + "0".repeat(missing));
}

/** The inverse of toUnits: (125n, 2) is "1.25". */
export function fromUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale > 0 ? `.${digits.slice(digits.length - scale)}` : "";
  return `${units < 0n ? "-" : ""}${whole}${fraction}`;
}

/** a + b, at the larger of the two scales. */
export function add(a: string, b: string): string {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return fromUnits(toUnits(a, scale) + toUnits(b, scale), scale);
}

/** a - b, at the larger of the two scales. */
export function subtract(a: string, b: string): string {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return fromUnits(toUnits(a, scale) - toUnits(b, scale), scale);
}

export function isNegative(decimal: string): boolean {
  return decimal.startsWith("-") && !isZero(decimal);
}

export function isZero(decimal: string): boolean {
  return /^-?0+(\.0+)?$/.test(decimal);
}

/**
 * A float near the decimal, for placing a point on a chart and for nothing else.
 * Figures that people read are always made from the string.
 */
export function toPixelNumber(decimal: string): number {
  return Number(decimal);
}
