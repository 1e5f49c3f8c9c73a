import type { JobAttempt } from "@/api/jobs";
import { sentence } from "@/api/problem";
import { Moment } from "@/components/moment";
import { formatElapsed } from "@/format/time";
import { useT } from "@/messages/use_t";
import { OutcomeBadge } from "./job_badge";
import classes from "./jobs.module.css";

function took({ started_at, finished_at }: JobAttempt): number | undefined {
  if (started_at === undefined || finished_at === undefined) return undefined;
  return Date.parse(finished_at) - Date.parse(started_at);
}

function Attempt({ attempt }: { attempt: JobAttempt }) {
  const t = useT();
  const elapsed = took(attempt);
  const number = attempt.attempt;
  return (
    <article className={`surface ${classes["attempt"]}`}>
      <header>
        <h3>{t("jobs.attempt", { number })}</h3>
        <OutcomeBadge outcome={attempt.outcome} />
        <span className="quiet">
          <Moment at={attempt.started_at ?? attempt.finished_at} />
          {elapsed !== undefined && ` · ${formatElapsed(elapsed)}`}
        </span>
      </header>
      {attempt.error !== undefined && <p>{sentence(attempt.error)}</p>}
      {attempt.log.length === 0 ? (
        <p className="quiet">{t("jobs.no_log")}</p>
      ) : (
        <pre
          className={classes["log"]}
          role="region"
          tabIndex={0}
          aria-label={t("jobs.log", { number })}
        >
          {attempt.log.join("\n")}
        </pre>
      )}
    </article>
  );
}

/** Every attempt that has ended with what it logged, the newest first. */
export function JobAttempts({ attempts }: { attempts: JobAttempt[] }) {
  const t = useT();
  if (attempts.length === 0) return <p className="quiet">{t("jobs.no_attempt")}</p>;
  return attempts
    .toReversed()
    .map((attempt) => <Attempt key={attempt.attempt} attempt={attempt} />);
}
