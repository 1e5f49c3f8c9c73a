import type { TenantStatus } from "@/api/session";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

const colors: Record<TenantStatus, string> = {
  active: "green",
  suspended: "red",
  closed: "yellow",
  deleting: "gray",
  deleted: "gray",
};

/** Whether a tenant is served. */
export function TenantBadge({ status }: { status: TenantStatus }) {
  const t = useT();
  return <StateBadge color={colors[status]}>{t("organisation.state", { status })}</StateBadge>;
}
