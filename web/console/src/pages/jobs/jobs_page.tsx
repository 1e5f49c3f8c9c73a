import { Button, Group, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { jobStates, type JobState } from "@/api/job_states";
import { jobKindsQuery, jobsPages, type Job } from "@/api/jobs";
import { rowsOf } from "@/api/page";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT, type Translate } from "@/messages/use_t";
import { JobBadge } from "./job_badge";
import { JobProgress } from "./job_progress";
import classes from "./jobs.module.css";
import { StartJob } from "./start_job";

const route = getRouteApi("/console/operations/jobs");

function columns(t: Translate): Column<Job>[] {
  return [
    {
      id: "kind",
      header: t("jobs.kind"),
      title: true,
      cell: (job) => (
        <Link to="/jobs/$jobId" params={{ jobId: job.id }} className={`link ${classes["kind"]}`}>
          {job.kind}
        </Link>
      ),
    },
    { id: "state", header: t("jobs.state"), cell: (job) => <JobBadge state={job.state} /> },
    { id: "progress", header: t("jobs.progress"), cell: (job) => <JobProgress job={job} /> },
    {
      id: "attempts",
      header: t("jobs.attempts"),
      cell: (job) => (
        <span className="figures">
          {t("jobs.attempts_of", { count: job.attempts, most: job.tries })}
        </span>
      ),
    },
    {
      id: "next",
      header: t("jobs.next_attempt"),
      cell: (job) => <Moment at={job.state === "scheduled" ? job.run_at : undefined} />,
    },
    { id: "created", header: t("jobs.created"), cell: (job) => <Moment at={job.created_at} /> },
    {
      id: "finished",
      header: t("jobs.finished"),
      cell: (job) => <Moment at={job.finished_at} />,
    },
    { id: "error", header: t("jobs.error"), cell: (job) => job.error ?? "–" },
  ];
}

/** Work that is done later, as it goes. */
export function JobsPage() {
  const t = useT();
  const may = useMay();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const [starting, setStarting] = useState(false);
  const query = useInfiniteQuery(jobsPages(filters));
  const kinds = useQuery(jobKindsQuery).data ?? [];
  const seen = rowsOf(query.data).map((job) => job.kind);
  const names = [...new Set([...kinds.map((one) => one.kind), ...seen])].sort();
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const start = may("jobs:write") && (
    <Button onClick={() => setStarting(true)}>{t("jobs.start")}</Button>
  );
  return (
    <>
      <PageHeader title={t("nav.jobs")} description={t("jobs.description")} actions={start} />
      <Group mb="md" gap="sm">
        <Select
          aria-label={t("jobs.state")}
          placeholder={t("jobs.any_state")}
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          data={jobStates.map((value) => ({ value, label: t(`job_state.${value}`) }))}
          value={filters.state ?? null}
          onChange={(value) =>
            void navigate({
              search: { ...filters, state: (value as JobState | null) ?? undefined },
            })
          }
        />
        <Select
          aria-label={t("jobs.kind")}
          placeholder={t("jobs.any_kind")}
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          searchable
          data={filters.kind === undefined ? names : [...new Set([...names, filters.kind])]}
          value={filters.kind ?? null}
          onChange={(value) => void navigate({ search: { ...filters, kind: value ?? undefined } })}
        />
        {filters.schedule !== undefined && (
          <Button
            variant="light"
            onClick={() => void navigate({ search: { ...filters, schedule: undefined } })}
          >
            {t("jobs.of_schedule")} ×
          </Button>
        )}
      </Group>
      <PagedTable
        label={t("nav.jobs")}
        query={query}
        columns={columns(t)}
        rowKey={(job) => job.id}
        empty={
          filtered ? (
            <EmptyState
              title={t("jobs.none_match")}
              action={
                <Button variant="default" onClick={() => void navigate({ search: {} })}>
                  {t("common.clear_filters")}
                </Button>
              }
            />
          ) : (
            <EmptyState title={t("jobs.empty_title")} detail={t("jobs.empty_detail")} />
          )
        }
      />
      {starting && <StartJob kinds={kinds} onClose={() => setStarting(false)} />}
    </>
  );
}
