/** What a field of type datetime-local holds for a point in time: the clock of this machine. */
export function localInput(timestamp: string | undefined): string {
  const date = new Date(timestamp ?? "");
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** The point in time that such a field holds; undefined when it is not complete. */
export function timestampOf(input: string): string | undefined {
  const date = new Date(input);
  return input === "" || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A point in time some seconds before `now`, which is in milliseconds. */
export function secondsBefore(now: number, seconds: number): string {
  return new Date(now - seconds * 1000).toISOString();
}
