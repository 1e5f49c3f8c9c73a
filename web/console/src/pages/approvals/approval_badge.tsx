import type { ApprovalStatus } from "@/api/approvals";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

const colors: Record<ApprovalStatus, string> = {
  pending: "blue",
  approved: "blue",
  done: "green",
  failed: "red",
  rejected: "red",
  expired: "gray",
};

export function ApprovalBadge({ status }: { status: ApprovalStatus }) {
  const t = useT();
  return <StateBadge color={colors[status]}>{t("approvals.state", { status })}</StateBadge>;
}
