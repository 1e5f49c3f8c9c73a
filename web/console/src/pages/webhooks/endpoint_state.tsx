import type { Endpoint } from "@/api/webhooks";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

/** Whether an endpoint is told, and if not, why. */
export function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  const { state, disabled_reason: reason, failing_since: failing } = endpoint;
  if (state === "disabled") {
    return (
      <StateBadge color={reason === "switched_off" ? "gray" : "red"}>
        {t(`hooks.disabled_${reason ?? "switched_off"}`)}
      </StateBadge>
    );
  }
  return (
    <StateBadge color={failing === undefined ? "green" : "orange"}>
      {t(failing === undefined ? "hooks.enabled" : "hooks.failing")}
    </StateBadge>
  );
}
