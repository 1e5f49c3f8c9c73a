import { Alert, Group, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { jobQuery, type Job } from "@/api/jobs";
import { sentence } from "@/api/problem";
import { Facts } from "@/components/facts";
import { JsonView } from "@/components/json_view";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useTraceFact } from "@/components/trace_id";
import { useT } from "@/messages/use_t";
import { JobActions } from "./job_actions";
import { JobAttempts } from "./job_attempts";
import { JobBadge } from "./job_badge";
import { JobProgress } from "./job_progress";

const route = getRouteApi("/console/operations/jobs/$jobId");

function JobFacts({ job }: { job: Job }) {
  const t = useT();
  const traceFact = useTraceFact();
  return (
    <section className="surface padded">
      <Facts
        facts={[
          job.state === "running"
            ? { name: t("jobs.progress"), value: <JobProgress job={job} /> }
            : undefined,
          {
            name: t("jobs.attempts"),
            value: t("jobs.attempts_of", { count: job.attempts, most: job.tries }),
          },
          job.state === "scheduled"
            ? { name: t("jobs.next_attempt"), value: <Moment at={job.run_at} /> }
            : undefined,
          { name: t("jobs.created"), value: <Moment at={job.created_at} /> },
          job.finished_at === undefined
            ? undefined
            : { name: t("jobs.finished"), value: <Moment at={job.finished_at} /> },
          { name: t("jobs.created_by"), value: job.created_by },
          { name: t("jobs.priority"), value: job.priority },
          job.schedule === undefined
            ? undefined
            : {
                name: t("jobs.schedule"),
                value: (
                  <Link to="/jobs" search={{ schedule: job.schedule }} className="link">
                    {job.schedule}
                  </Link>
                ),
              },
          traceFact(job.trace_id),
        ]}
      />
    </section>
  );
}

/** One job: how it stands, every attempt with its log, and what can be done. */
export function JobPage() {
  const t = useT();
  const { jobId } = route.useParams();
  const query = useQuery(jobQuery(jobId));
  const detail = query.data;
  return (
    <>
      <PageHeader
        title={detail?.job.kind ?? t("nav.jobs")}
        parent={{ to: "/jobs", label: t("nav.jobs") }}
        description={
          detail && (
            <Group gap="xs">
              <JobBadge state={detail.job.state} />
              <span>{detail.job.id}</span>
            </Group>
          )
        }
        actions={detail && <JobActions job={detail.job} />}
      />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {detail !== undefined && (
        <>
          {detail.job.cancel_requested && (
            <Alert role="note" color="yellow" variant="light" mb="md">
              {t("jobs.cancel_requested")}
            </Alert>
          )}
          {detail.job.state === "dead" && detail.job.error !== undefined && (
            <Alert role="note" color="red" variant="light" mb="md" title={t("jobs.error")}>
              {sentence(detail.job.error)}
            </Alert>
          )}
          <JobFacts job={detail.job} />
          <Title order={2} mt="lg" mb="xs">
            {t("jobs.payload")}
          </Title>
          <JsonView text={detail.payload} label={t("jobs.payload")} />
          <Title order={2} mt="lg" mb="xs">
            {t("jobs.attempts")}
          </Title>
          <JobAttempts attempts={detail.attempts} />
        </>
      )}
    </>
  );
}
