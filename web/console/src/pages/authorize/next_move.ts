import type { Denial, OpenedAuthorization } from "@/api/oauth";

/** What the page does by itself, without asking anybody. */
export type Move = { kind: "approve" } | { kind: "deny"; reason: Denial } | { kind: "ask" };

/** prompt=none: whatever would have to be asked is told to the client instead. */
export function nextMove(opened: Pick<OpenedAuthorization, "next" | "silent">): Move {
  if (opened.next === "none") return { kind: "approve" };
  if (!opened.silent) return { kind: "ask" };
  return {
    kind: "deny",
    reason: opened.next === "consent" ? "consent_required" : "login_required",
  };
}
