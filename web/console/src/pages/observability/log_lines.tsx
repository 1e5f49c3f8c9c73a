import { Text } from "@mantine/core";
import type { Level, LogLine } from "@/api/observability";
import { Moment } from "@/components/moment";
import { useT } from "@/messages/use_t";
import classes from "./observability.module.css";

const weights: Record<Level, number> = { debug: 400, info: 400, warning: 600, error: 700 };

/** "reason: it does not answer · part: database"; a text that is no object is shown as it is. */
export function fieldsText(fields: string): string {
  try {
    const values: unknown = JSON.parse(fields);
    if (typeof values !== "object" || values === null) return fields;
    return Object.entries(values)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(" · ");
  } catch {
    return fields;
  }
}

/** Lines of the log, newest first. */
export function LogLines({ lines }: { lines: LogLine[] }) {
  const t = useT();
  return (
    <div
      className={`surface ${classes["lines"]}`}
      role="log"
      aria-live="off"
      aria-label={t("observability.log")}
      tabIndex={0}
    >
      {[...lines].reverse().map((line) => (
        <div key={line.number} className={classes["line"]}>
          <Moment at={line.at} />
          <Text span inherit fw={weights[line.level]}>
            {t(`observability.level_${line.level}`)}
          </Text>
          <span>
            <b>{line.message}</b> <span className="quiet">{line.module}</span>{" "}
            <code>{fieldsText(line.fields)}</code>
          </span>
        </div>
      ))}
    </div>
  );
}
