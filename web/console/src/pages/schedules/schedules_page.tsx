import { Badge, Button, Code } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { changeSchedule, jobSchedulesPages, type JobSchedule } from "@/api/job_schedules";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import type { BulkAction } from "@/components/list/bulk";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { StateBadge } from "@/components/state_badge";
import { useT, type Translate } from "@/messages/use_t";
import { ScheduleDialog } from "./schedule_dialog";
import { ScheduleMenu } from "./schedule_menu";
import { ZonedMoment } from "./zoned_moment";

const route = getRouteApi("/console/operations/schedules");

function ScheduleState({ schedule }: { schedule: JobSchedule }) {
  const t = useT();
  return (
    <StateBadge color={schedule.paused ? "gray" : "green"}>
      {t(schedule.paused ? "schedules.paused" : "schedules.active")}
    </StateBadge>
  );
}

function columns(t: Translate, onEdit: (schedule: JobSchedule) => void): Column<JobSchedule>[] {
  return [
    {
      id: "name",
      header: t("schedules.name"),
      sort: "name",
      title: true,
      cell: (schedule) => (
        <>
          {schedule.name}{" "}
          {schedule.declared && (
            <Badge variant="default" size="xs" tt="none" title={t("schedules.declared_detail")}>
              {t("schedules.declared")}
            </Badge>
          )}
        </>
      ),
    },
    { id: "kind", header: t("jobs.kind"), cell: (schedule) => schedule.kind },
    { id: "cron", header: t("schedules.cron"), cell: (schedule) => <Code>{schedule.cron}</Code> },
    { id: "zone", header: t("schedules.zone"), cell: (schedule) => schedule.zone },
    {
      id: "state",
      header: t("schedules.state"),
      cell: (schedule) => <ScheduleState schedule={schedule} />,
    },
    {
      id: "next",
      header: t("schedules.next"),
      cell: ({ next_at, zone }) => <ZonedMoment at={next_at} zone={zone} />,
    },
    {
      id: "last",
      header: t("schedules.last"),
      cell: ({ last_at, zone }) => <ZonedMoment at={last_at} zone={zone} />,
    },
    {
      id: "missed",
      header: t("schedules.missed"),
      cell: ({ misfire, misfire_limit }) => t(`misfire_short.${misfire}`, { limit: misfire_limit }),
    },
    {
      id: "menu",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (schedule) => <ScheduleMenu schedule={schedule} onEdit={() => onEdit(schedule)} />,
    },
  ];
}

function actions(t: Translate): BulkAction<JobSchedule>[] {
  const turn = (paused: boolean): BulkAction<JobSchedule> => ({
    id: paused ? "pause" : "resume",
    label: t(paused ? "schedules.pause" : "schedules.resume"),
    can: (schedule) => schedule.paused !== paused,
    run: (schedule, key) => changeSchedule(schedule.id, { paused }, key),
    becomes: { paused },
    undo: (schedule, key) => changeSchedule(schedule.id, { paused: !paused }, key),
  });
  return [turn(true), turn(false)];
}

/** Jobs that are made again and again. */
export function SchedulesPage() {
  const t = useT();
  const may = useMay();
  const navigate = route.useNavigate();
  const { sort } = route.useSearch();
  const pages = jobSchedulesPages(sort);
  const query = useInfiniteQuery(pages);
  const [edited, setEdited] = useState<JobSchedule | "new">();
  const create = may("jobs:write") && (
    <Button onClick={() => setEdited("new")}>{t("schedules.create")}</Button>
  );
  return (
    <>
      <PageHeader
        title={t("nav.schedules")}
        description={t("schedules.description")}
        actions={create}
      />
      <PagedTable
        label={t("nav.schedules")}
        query={query}
        columns={columns(t, setEdited)}
        rowKey={(schedule) => schedule.id}
        name="schedules"
        source={pages}
        sort={sort ?? "name"}
        onSort={(wanted) => void navigate({ search: { sort: wanted } })}
        bulk={may("jobs:write") ? actions(t) : []}
        empty={
          <EmptyState
            title={t("schedules.empty_title")}
            detail={t("schedules.empty_detail")}
            action={create}
          />
        }
      />
      {edited !== undefined && (
        <ScheduleDialog
          schedule={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}
