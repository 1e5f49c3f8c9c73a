import { auditOutcomes } from "@/api/audit_kinds";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

/** How it ended: done, or refused because it was not permitted. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const t = useT();
  const known = auditOutcomes.find((one) => one === outcome);
  return (
    <StateBadge color={outcome === "refused" ? "red" : "green"}>
      {known === undefined ? outcome : t(`audit.outcome_${known}`)}
    </StateBadge>
  );
}
