/** What an input of type datetime-local shows of a time of the API; empty for none. */
export function toLocalInput(timestamp: string | undefined): string {
  const date = new Date(timestamp ?? "");
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The time of the API for what such an input holds; undefined when it is not complete. */
export function fromLocalInput(text: string): string | undefined {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A time some seconds before `now`, which is in milliseconds. */
export function secondsBefore(now: number, seconds: number): string {
  return new Date(now - seconds * 1000).toISOString();
}
