import type { Attempt } from "@/api/webhooks";
import type { MessageId } from "@/messages/en";
import { operations } from "@/messages/en/operations";
import type { Translate } from "@/messages/use_t";

/** What to look at when an attempt failed. */
export function advice(attempt: Pick<Attempt, "status" | "failure">, t: Translate): string {
  if (attempt.status === undefined) {
    const id = `hook_advice.${attempt.failure ?? ""}`;
    return t(id in operations ? (id as MessageId) : "hook_advice.other");
  }
  if (attempt.status === 401 || attempt.status === 403) return t("hook_advice.unauthorized");
  if (attempt.status === 410) return t("hook_advice.gone");
  if (attempt.status >= 300 && attempt.status < 400) return t("hook_advice.redirect");
  return t(attempt.status >= 500 ? "hook_advice.server_error" : "hook_advice.refused");
}
