import { ProblemError } from "./problem";

/** The code by which pages tell that nothing was done yet: somebody else approves first. */
export const heldCode = "held_for_approval";

/** A reply that the call was kept for approval, as what the page asked for did not happen. */
export function heldFromText(text: string): ProblemError | undefined {
  if (!text.startsWith('{"approval":')) return undefined;
  const { approval } = JSON.parse(text) as { approval: { id: string } };
  return new ProblemError({
    title: "Waits for approval",
    status: 202,
    code: heldCode,
    detail: approval.id,
  });
}
