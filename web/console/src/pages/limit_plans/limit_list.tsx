import { rateNames, type LimitSettings } from "@/api/limit_plans";
import { useNumberLocale } from "@/app/preferences";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import classes from "./limits.module.css";

/** What is limited, and to how much; what is not limited is left out. */
export function LimitList({ limits }: { limits: LimitSettings }) {
  const t = useT();
  const locale = useNumberLocale();
  const count = (value: number) => formatCount(value, locale);
  const lines: { name: string; text: string }[] = rateNames.flatMap((name) => {
    const rate = limits[name];
    if (rate === undefined) return [];
    const text = t("limit_plans.quota_in", {
      quota: count(rate.quota),
      seconds: count(rate.window_seconds),
    });
    return [{ name: t("limit_plans.rate_short", { limit: name }), text }];
  });
  if (limits.calls_a_month !== undefined) {
    lines.push({ name: t("limit_plans.calls_a_month"), text: count(limits.calls_a_month) });
  }
  if (limits.at_work !== undefined) {
    lines.push({ name: t("limit_plans.at_work"), text: count(limits.at_work) });
  }
  if (lines.length === 0) return <span className="quiet">{t("limit_plans.unlimited")}</span>;
  return (
    <ul className={classes["list"]}>
      {lines.map(({ name, text }) => (
        <li key={name}>
          <span>{name}</span> {text}
        </li>
      ))}
    </ul>
  );
}
