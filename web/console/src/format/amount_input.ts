import { fromUnits, maxUnits, scaleOf, toUnits } from "./decimal";

export type AmountRefusal =
  "empty" | "malformed" | "too_many_decimals" | "not_positive" | "too_large";

export type ParsedAmount = { ok: true; amount: string } | { ok: false; reason: AmountRefusal };

/**
 * Reads what a person typed ("1,00,000.5", "₹ 250") into the API's decimal string with exactly
 * `scale` digits. Grouping marks and the asset's own sign or code are dropped; nothing is rounded.
 */
export function parseAmount(typed: string, scale: number): ParsedAmount {
  const bare = typed.replace(/[\s,_'’]|\p{Sc}|[A-Za-z]{3}$|^[A-Za-z]{3}/gu, "");
  if (bare === "") return { ok: false, reason: typed.trim() === "" ? "empty" : "malformed" };
  if (/^-/.test(bare)) return { ok: false, reason: "not_positive" };
  if (!/^(\d+\.?\d*|\.\d+)$/.test(bare)) return { ok: false, reason: "malformed" };
  const decimal = bare.replace(/^\./, "0.").replace(/\.$/, "");
  if (scaleOf(decimal) > scale) return { ok: false, reason: "too_many_decimals" };
  const units = toUnits(decimal, scale);
  if (units === 0n) return { ok: false, reason: "not_positive" };
  if (units > maxUnits) return { ok: false, reason: "too_large" };
  return { ok: true, amount: fromUnits(units, scale) };
}
