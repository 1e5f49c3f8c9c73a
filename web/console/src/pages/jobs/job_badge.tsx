import { Badge } from "@mantine/core";
import type { JobState } from "@/api/job_states";
import type { JobAttempt } from "@/api/jobs";
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
  return (
    <Badge variant="light" size="sm" tt="none" fw={600} miw="max-content" color={colors[state]}>
      {t(`job_state.${state}`)}
    </Badge>
  );
}

/** How an attempt ended. */
export function OutcomeBadge({ outcome }: { outcome: JobAttempt["outcome"] }) {
  const t = useT();
  return (
    <Badge variant="light" size="sm" tt="none" fw={600} miw="max-content" color={colors[outcome]}>
      {t(`job_outcome.${outcome}`)}
    </Badge>
  );
}
