import type { Limit, Meter } from "@/api/usage";
import { formatCount } from "@/format/amount_text";
import { sizeText } from "@/pages/organisation/size_text";

/** A figure as people read it: bytes by their size, all else counted. */
export function figureText(of: Limit | Meter, value: number, locale: string): string {
  return of === "storage_bytes" ? sizeText(value) : formatCount(value, locale);
}
