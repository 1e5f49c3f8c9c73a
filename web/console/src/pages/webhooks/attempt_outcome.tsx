import { Badge, Group } from "@mantine/core";
import type { Attempt } from "@/api/webhooks";
import type { MessageId } from "@/messages/en";
import en from "@/messages/en/webhooks.json";
import { useT, type Translate } from "@/messages/use_t";

/** Why there was no reply, in words where we know the reason. */
export function failureWords(failure: string, t: Translate): string {
  const id = `hook_failure.${failure}`;
  return id in en ? t(id as MessageId) : failure.replaceAll("_", " ");
}

/** How an attempt ended: the reply's status, or why there was none, and how long it took. */
export function AttemptResult({
  attempt,
}: {
  attempt: Pick<Attempt, "outcome" | "status" | "failure" | "duration_ms">;
}) {
  const t = useT();
  const words =
    attempt.status === undefined
      ? failureWords(attempt.failure ?? "", t)
      : t("hooks.answered", { status: String(attempt.status) });
  return (
    <Group gap={6}>
      <Badge
        variant="dot"
        miw="max-content"
        size="sm"
        tt="none"
        fw={600}
        color={attempt.outcome === "delivered" ? "green" : "red"}
      >
        {words}
      </Badge>
      <span className="quiet figures">
        {t("hooks.milliseconds", { count: attempt.duration_ms })}
      </span>
    </Group>
  );
}
