import { Badge } from "@mantine/core";
import type { Endpoint } from "@/api/webhooks";
import { useT } from "@/messages/use_t";

/** Whether an endpoint is told, and if not, why. */
export function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  const { state, disabled_reason: reason, failing_since: failing } = endpoint;
  const look = { variant: "dot", miw: "max-content", size: "sm", tt: "none", fw: 600 } as const;
  if (state === "disabled") {
    return (
      <Badge {...look} color={reason === "switched_off" ? "gray" : "red"}>
        {t(`hooks.disabled_${reason ?? "switched_off"}`)}
      </Badge>
    );
  }
  return (
    <Badge {...look} color={failing === undefined ? "green" : "orange"}>
      {t(failing === undefined ? "hooks.enabled" : "hooks.failing")}
    </Badge>
  );
}
