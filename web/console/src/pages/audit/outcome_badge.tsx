import { auditOutcomes } from "@/api/audit_kinds";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

const colors: Record<string, string> = { refused: "red", held: "blue" };

/** How it ended: done, refused because it was not permitted, or held for approval. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const t = useT();
  const known = auditOutcomes.find((one) => one === outcome);
  return (
    <StateBadge color={colors[outcome] ?? "green"}>
      {known === undefined ? outcome : t(`audit.outcome_${known}`)}
    </StateBadge>
  );
}
