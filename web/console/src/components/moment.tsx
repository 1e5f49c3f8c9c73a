import { useDateLocale } from "@/app/preferences";
import { formatDay, formatTimestamp } from "@/format/time";

/** A point in time for people, with the exact timestamp on hover. */
export function Moment({ at, day }: { at: string | undefined; day?: boolean }) {
  const locale = useDateLocale();
  if (at === undefined) return <span className="quiet">–</span>;
  return (
    <time dateTime={at} title={at} className="figures">
      {day ? formatDay(at, locale) : formatTimestamp(at, locale)}
    </time>
  );
}
