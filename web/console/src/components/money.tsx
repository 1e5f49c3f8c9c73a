import { useNumberLocale } from "@/app/preferences";
import type { Amount } from "@/api/ledgers";
import { isNegative, isZero } from "@/format/decimal";
import { formatAmount } from "@/format/amount_text";
import classes from "./money.module.css";

/** An amount with its currency, grouped by locale, in tabular figures. */
export function Money({ value, strong }: { value: Amount | undefined; strong?: boolean }) {
  const locale = useNumberLocale();
  if (value === undefined) return <span className="visually-hidden">–</span>;
  const tone = isNegative(value.amount) ? "negative" : isZero(value.amount) ? "zero" : "positive";
  return (
    <data
      value={value.amount}
      className={`figures ${classes[tone] ?? ""} ${strong ? classes["strong"] : ""}`}
    >
      {formatAmount(value, locale)}
    </data>
  );
}
