import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { jobStates } from "@/api/job_states";
import { jobKindsQuery, jobsPages, moveJob, movesOf, type Job, type JobFilters } from "@/api/jobs";
import { rowsOf } from "@/api/page";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import type { BulkAction } from "@/components/list/bulk";
import { FilterSelect } from "@/components/list/filter_select";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT, type Translate } from "@/messages/use_t";
import { JobBadge } from "./job_badge";
import { JobProgress } from "./job_progress";
import classes from "./jobs.module.css";
import { StartJob } from "./start_job";

const newestFirst = "-id";
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
    {
      id: "created",
      header: t("jobs.created"),
      sort: "id",
      cell: (job) => <Moment at={job.created_at} />,
    },
    {
      id: "finished",
      header: t("jobs.finished"),
      cell: (job) => <Moment at={job.finished_at} />,
    },
    { id: "error", header: t("jobs.error"), cell: (job) => job.error ?? "–" },
  ];
}

function actions(t: Translate): BulkAction<Job>[] {
  const moves = ["retry", "cancel"] as const;
  return moves.map((move) => ({
    id: move,
    label: t(`jobs.${move}`),
    can: (job) => movesOf(job).includes(move),
    run: (job, key) => moveJob(job.id, move, key),
    // What is tried again can be cancelled, and the other way round.
    undo: (job, key) => moveJob(job.id, move === "retry" ? "cancel" : "retry", key),
  }));
}

/** Work that is done later, as it goes. */
export function JobsPage() {
  const t = useT();
  const may = useMay();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const [starting, setStarting] = useState(false);
  const pages = jobsPages(filters);
  const query = useInfiniteQuery(pages);
  const change = (to: JobFilters) => void navigate({ search: { ...filters, ...to } });
  const kinds = useQuery(jobKindsQuery).data ?? [];
  const seen = rowsOf(query.data).map((job) => job.kind);
  const asked = filters.kind === undefined ? [] : [filters.kind];
  const names = [...new Set([...kinds.map((one) => one.kind), ...seen, ...asked])].sort();
  const start = may("jobs:write") && (
    <Button onClick={() => setStarting(true)}>{t("jobs.start")}</Button>
  );
  return (
    <>
      <PageHeader title={t("nav.jobs")} description={t("jobs.description")} actions={start} />
      <PagedTable
        label={t("nav.jobs")}
        query={query}
        columns={columns(t)}
        rowKey={(job) => job.id}
        name="jobs"
        source={pages}
        search={{ ...filters }}
        onSearch={(to) => void navigate({ search: to })}
        sort={filters.sort ?? newestFirst}
        onSort={(sort) => change({ sort })}
        bulk={may("jobs:write") ? actions(t) : []}
        filters={
          <>
            <FilterSelect
              label={t("jobs.state")}
              any={t("jobs.any_state")}
              options={jobStates.map((value) => ({ value, label: t(`job_state.${value}`) }))}
              value={filters.state}
              onChange={(state) => change({ state })}
            />
            <FilterSelect
              label={t("jobs.kind")}
              any={t("jobs.any_kind")}
              options={names.map((value) => ({ value, label: value }))}
              value={filters.kind}
              onChange={(kind) => change({ kind })}
            />
            {filters.schedule !== undefined && (
              <Button variant="light" onClick={() => change({ schedule: undefined })}>
                {t("jobs.of_schedule")} ×
              </Button>
            )}
          </>
        }
        empty={<EmptyState title={t("jobs.empty_title")} detail={t("jobs.empty_detail")} />}
      />
      {starting && <StartJob kinds={kinds} onClose={() => setStarting(false)} />}
    </>
  );
}
