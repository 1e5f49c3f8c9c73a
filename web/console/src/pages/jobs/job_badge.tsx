import type { JobState } from "@/api/job_states";
import type { JobAttempt } from "@/api/jobs";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

const colors: Record<JobState | JobAttempt["outcome"], string> = {
  scheduled: "gray",
  waiting: "yellow",
  running: "blue",
  done: "green",
  dead: "red",
  cancelled: "gray",
  failed: "orange",
  lost: "orange",
};

/** Where a job stands, in a word and a colour. */
export function JobBadge({ state }: { state: JobState }) {
  const t = useT();
  return <StateBadge color={colors[state]}>{t(`job_state.${state}`)}</StateBadge>;
}

/** How an attempt ended. */
export function OutcomeBadge({ outcome }: { outcome: JobAttempt["outcome"] }) {
  const t = useT();
  return <StateBadge color={colors[outcome]}>{t(`job_outcome.${outcome}`)}</StateBadge>;
}
