import { roles } from "@/api/session";
import type { Translate } from "@/messages/use_t";

const builtIn = [...roles, "operator"] as const;

/** A role for people: `own` is the name of one of the tenant's own. */
export function roleName(role: string, own: string | undefined, t: Translate): string {
  const known = builtIn.find((one) => one === role);
  return known === undefined ? (own ?? role) : t(`role.${known}`);
}

/** What a built-in role is for; one's own say it by their names. */
export function roleDetail(role: string, t: Translate): string | undefined {
  const known = roles.find((one) => one === role);
  return known === undefined ? undefined : t(`role_detail.${known}`);
}
