import { useDateLocale } from "@/app/preferences";
import { Moment } from "@/components/moment";
import { formatInZone } from "@/format/time";
import { canShow } from "./zones";

/** A point in time on the clock of a schedule's zone, with the exact timestamp on hover. */
export function ZonedMoment({ at, zone }: { at: string | undefined; zone: string }) {
  const locale = useDateLocale();
  if (at === undefined || !canShow(zone)) return <Moment at={at} />;
  return (
    <time dateTime={at} title={at} className="figures">
      {formatInZone(at, locale, zone)}
    </time>
  );
}
