import type { TraceSpan } from "@/api/observability";
import { useNumberLocale } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import { formatSeconds } from "./figures";
import classes from "./observability.module.css";
import { indentOf, placeOf } from "./waterfall_places";

/** Spans in the order they began, each where and as long as it was. */
export function Waterfall({ spans }: { spans: TraceSpan[] }) {
  const t = useT();
  const locale = useNumberLocale();
  const total = Math.max(...spans.map((span) => span.offset + span.duration), 0);
  const ordered = [...spans].sort((a, b) => a.offset - b.offset);
  return (
    <ol className={`surface ${classes["waterfall"]}`} aria-label={t("observability.spans")}>
      {ordered.map((span) => {
        const place = placeOf(span, total);
        const duration = formatSeconds(span.duration, locale);
        return (
          <li key={span.id} className={classes["row"]}>
            <span
              className={classes["name"]}
              style={{ paddingInlineStart: indentOf(span, spans) * 14 }}
            >
              {span.name}
              {span.failed && <b> {t("observability.kept_failed")}</b>}
            </span>
            <span className={classes["track"]} aria-hidden="true">
              <span
                className={classes["bar"]}
                data-failed={span.failed || undefined}
                style={{ left: `${place.left}%`, width: `${place.width}%` }}
              />
            </span>
            <span className="figures">{duration}</span>
          </li>
        );
      })}
    </ol>
  );
}
