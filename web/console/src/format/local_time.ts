/** What a field of type datetime-local holds for a point in time: the clock of this machine. */
export function localInput(timestamp: string | undefined): string {
  if (timestamp === undefined) return "";
  const date = new Date(timestamp);
  if (Number.isNaN(date.getTime())) return "";
  const two = (figure: number) => String(figure).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** The point in time that such a field holds. */
export function timestampOf(input: string): string | undefined {
  const date = new Date(input);
  return input === "" || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
