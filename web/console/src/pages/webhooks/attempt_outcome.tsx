import { Group } from "@mantine/core";
import type { AttemptOutcome } from "@/api/webhook_states";
import { StateBadge } from "@/components/state_badge";
import type { MessageId } from "@/messages/en";
import { operations } from "@/messages/en/operations";
import { useT, type Translate } from "@/messages/use_t";

/** Why there was no reply, in words where we know the reason. */
export function failureWords(failure: string, t: Translate): string {
  const id = `hook_failure.${failure}`;
  return id in operations ? t(id as MessageId) : failure.replaceAll("_", " ");
}

/** How an attempt ended: the reply's status, or why there was none, and how long it took. */
export function AttemptResult({
  attempt,
}: {
  attempt: {
    outcome: AttemptOutcome;
    status?: number | undefined;
    failure?: string | undefined;
    duration_ms?: number;
  };
}) {
  const t = useT();
  const words =
    attempt.status === undefined
      ? failureWords(attempt.failure ?? "", t)
      : t("hooks.answered", { status: String(attempt.status) });
  return (
    <Group gap={6}>
      <StateBadge color={attempt.outcome === "delivered" ? "green" : "red"}>{words}</StateBadge>
      {attempt.duration_ms !== undefined && (
        <span className="quiet figures">
          {t("hooks.milliseconds", { count: attempt.duration_ms })}
        </span>
      )}
    </Group>
  );
}
