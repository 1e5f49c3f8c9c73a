import type { Standing } from "@/api/organisation";
import { Facts } from "@/components/facts";
import { Moment } from "@/components/moment";
import { useT } from "@/messages/use_t";
import { TenantBadge } from "./tenant_badge";

/** Whether the tenant is served, and if not, since when and why. */
export function StandingFacts({ standing }: { standing: Standing }) {
  const t = useT();
  const since = standing.suspended_at ?? standing.closed_at;
  const reason = standing.suspended_reason ?? standing.closed_reason;
  return (
    <div className="surface padded">
      <Facts
        facts={[
          { name: t("organisation.status"), value: <TenantBadge status={standing.status} /> },
          since === undefined
            ? undefined
            : { name: t("organisation.since"), value: <Moment at={since} /> },
          reason === undefined ? undefined : { name: t("organisation.reason"), value: reason },
          standing.delete_after === undefined
            ? undefined
            : {
                name: t("organisation.delete_after"),
                value: <Moment at={standing.delete_after} />,
              },
        ]}
      />
    </div>
  );
}
