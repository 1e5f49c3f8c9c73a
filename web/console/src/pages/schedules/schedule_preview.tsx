import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { schedulePreviewQuery } from "@/api/job_schedules";
import { mapProblem, problemOf } from "@/api/problem";
import { useT } from "@/messages/use_t";
import classes from "./schedules.module.css";
import { ZonedMoment } from "./zoned_moment";

const pointers = { "?cron": "cron", "?zone": "zone" } as const;

/** What the server says of an expression and a zone while they are typed. */
export function usePreview(cron: string, zone: string) {
  const query = useQuery(schedulePreviewQuery(cron, zone));
  const faults = query.isError ? mapProblem(problemOf(query.error), pointers).fields : {};
  return { times: query.data, pending: query.isLoading, faults };
}

interface Props {
  times: string[] | undefined;
  pending: boolean;
  zone: string;
}

/** The next times, on the clock of the zone. */
export function SchedulePreview({ times, pending, zone }: Props) {
  const t = useT();
  if (times === undefined && !pending) return null;
  return (
    <section className={classes["preview"]} aria-label={t("schedules.preview")} aria-live="polite">
      <Text size="sm" fw={600}>
        {t("schedules.preview")}{" "}
        <span className="quiet">{t("schedules.preview_zone", { zone })}</span>
      </Text>
      {times === undefined ? (
        <Skeleton height={90} mt={6} />
      ) : (
        <ol>
          {times.map((at) => (
            <li key={at}>
              <ZonedMoment at={at} zone={zone} />
            </li>
          ))}
          {times.length === 0 && <li>{t("schedules.preview_none")}</li>}
        </ol>
      )}
    </section>
  );
}
