import type { Translate } from "@/messages/use_t";

/** The codes with which the server says why a sign-in came to nothing. */
export const faults = [
  "connection_unavailable",
  "sign_in_over",
  "refused_there",
  "provider_unusable",
  "code_refused",
  "answer_refused",
  "other_provider",
  "used_before",
  "subject_missing",
  "address_missing",
  "address_unverified",
  "address_foreign",
  "not_a_member",
  "member_suspended",
  "member_of_other_subject",
  "no_room",
] as const;

/** In the reader's language; undefined for a code that we do not know. */
export function faultWords(code: string, t: Translate): string | undefined {
  const known = faults.find((one) => one === code);
  return known === undefined ? undefined : t(`sign_on.fault_${known}`);
}
