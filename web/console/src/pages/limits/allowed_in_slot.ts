/**
 * How many requests a limit lets through in a slot in the long run: an empty bucket fills evenly. A
 * slot that is shorter than the window may still see all of a full bucket at once.
 */
export function allowedInSlot(quota: number, windowSeconds: number, slotSeconds: number): number {
  return Math.max(quota, Math.floor((quota * slotSeconds) / windowSeconds));
}
