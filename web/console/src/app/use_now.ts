import { useEffect, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { sandboxClockQuery } from "@/api/sandbox";
import { sessionQuery } from "@/api/session";

/** How far the tenant's clock is ahead of this machine's; only sandbox tenants have one of their own. */
export function useClockOffsetMs(): number {
  const session = useQuery(sessionQuery).data;
  const clock = useQuery({ ...sandboxClockQuery, enabled: session?.tenant.sandbox === true });
  return (clock.data?.offset_seconds ?? 0) * 1000;
}

const tickMs = 30_000;

/** This machine's time in milliseconds; it moves on twice a minute. */
export function useMachineNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), tickMs);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** The tenant's time in milliseconds, for "3 minutes ago": it moves on twice a minute. */
export function useNow(): number {
  return useMachineNow() + useClockOffsetMs();
}
