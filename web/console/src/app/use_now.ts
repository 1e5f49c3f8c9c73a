import { useQuery } from "@tanstack/react-query";
import { sandboxClockQuery } from "@/api/sandbox";
import { sessionQuery } from "@/api/session";

/** How far the tenant's clock is ahead of this machine's; only sandbox tenants have one of their own. */
export function useClockOffsetMs(): number {
  const session = useQuery(sessionQuery).data;
  const clock = useQuery({ ...sandboxClockQuery, enabled: session?.tenant.sandbox === true });
  return (clock.data?.offset_seconds ?? 0) * 1000;
}
