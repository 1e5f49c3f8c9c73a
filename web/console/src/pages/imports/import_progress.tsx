import { Progress } from "@mantine/core";
import type { ReactNode } from "react";
import { isMoving, percentDone, type Import } from "@/api/imports";
import { useNumberLocale } from "@/app/preferences";
import { formatCount, formatPercent } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import classes from "./imports.module.css";

interface Props {
  item: Import;
  /** Behind the words. */
  more?: ReactNode;
}

/** How far an import is: a bar with the lines done, of how many where the total is known. */
export function ImportProgress({ item, more }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const percent = percentDone(item);
  const done = formatCount(item.lines_done, locale);
  const text =
    item.lines_total === 0
      ? t("imports.lines", { done })
      : t("imports.lines_of", { done, total: formatCount(item.lines_total, locale) });
  return (
    <div className={classes["progress"]}>
      <Progress
        size="sm"
        value={percent ?? 100}
        animated={isMoving(item)}
        striped={isMoving(item) && percent === undefined}
        color={item.state === "failed" ? "red" : "var(--sangam-accent)"}
        aria-label={t(`import_state.${item.state}`)}
      />
      <span className="quiet figures">
        {t(`import_state.${item.state}`)} · {text}
        {percent !== undefined && item.state !== "done" && <> · {formatPercent(percent, locale)}</>}
        {more}
      </span>
    </div>
  );
}
