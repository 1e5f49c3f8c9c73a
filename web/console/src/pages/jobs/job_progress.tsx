import { Progress } from "@mantine/core";
import type { Job } from "@/api/jobs";
import { useT } from "@/messages/use_t";
import classes from "./jobs.module.css";

/** How far a job is, if it says so: a bar with its own words. */
export function JobProgress({ job }: { job: Job }) {
  const t = useT();
  if (job.state !== "running") return <span className="quiet">–</span>;
  return (
    <div className={classes["progress"]}>
      <Progress
        size="sm"
        value={job.percent ?? 100}
        animated
        striped={job.percent === undefined}
        color="var(--sangam-accent)"
        aria-label={t("jobs.progress")}
      />
      <span className="quiet figures">
        {job.percent !== undefined && `${job.percent} %`}
        {job.percent !== undefined && job.progress && " · "}
        {job.progress}
      </span>
    </div>
  );
}
