import type { Operation } from "@/api/operations";
import type { Session } from "@/api/session";

export type NoTry = "session" | "operators" | "tenants" | "permission";

/** Why this person cannot try an operation here; undefined: they can. */
export function whyNot(
  operation: Operation,
  session: Session,
  may: (permission: string | undefined) => boolean,
): NoTry | undefined {
  // They would end the session in which the page is open, or begin another.
  if (/^session\./.test(operation.id) && operation.method !== "GET") return "session";
  const operator = session.role === "operator";
  if (operation.forOperators && !operator) return "operators";
  if (operator && operation.audience === "tenant") return "tenants";
  return may(operation.permission) ? undefined : "permission";
}

/** Verbs after which something is gone. */
const final = new Set(
  (
    "close delete destroy discard end erase forget purge remove reset revoke rotate suspend " +
    "void withdraw"
  ).split(" "),
);

/** Whether it takes something away, so that one is asked first. */
export function isDestructive({ method, id }: Operation): boolean {
  const verb = id.split(".").at(-1)?.split("_")[0] ?? "";
  return method === "DELETE" || final.has(verb);
}
