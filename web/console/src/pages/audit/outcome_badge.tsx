import { Badge } from "@mantine/core";
import { auditOutcomes } from "@/api/audit";
import { useT } from "@/messages/use_t";

/** How it ended: done, or refused because it was not permitted. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const t = useT();
  const known = auditOutcomes.find((one) => one === outcome);
  return (
    <Badge
      variant="dot"
      miw="max-content"
      color={outcome === "refused" ? "red" : "green"}
      size="sm"
      tt="none"
      fw={600}
    >
      {known === undefined ? outcome : t(`audit.outcome_${known}`)}
    </Badge>
  );
}
