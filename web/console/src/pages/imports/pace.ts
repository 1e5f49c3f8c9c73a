/** How many lines were done at a moment, in milliseconds. */
export interface Seen {
  at: number;
  done: number;
}

/** A pace that was seen for a shorter time is none to go by. */
const leastMs = 3000;

/** How long the rest takes at the pace between two moments; undefined while that tells nothing. */
export function secondsLeft(first: Seen, last: Seen, total: number): number | undefined {
  const lines = last.done - first.done;
  const passed = last.at - first.at;
  if (passed < leastMs || lines <= 0) return undefined;
  return ((total - last.done) * passed) / lines / 1000;
}
