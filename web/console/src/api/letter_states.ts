/** Of a dead letter: decide, behind another one, being tried again, handled, left undone. */
export const letterStates = ["parked", "queued", "requeued", "done", "skipped"] as const;
export type LetterState = (typeof letterStates)[number];
