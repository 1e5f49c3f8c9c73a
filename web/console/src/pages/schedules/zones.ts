/** The time zones this browser knows, with UTC before them. The server is the judge of a name. */
export function zoneNames(): string[] {
  const known = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");
  return ["UTC", ...known];
}

/** The zone of this machine, which is most likely what its person means. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether this browser can show times of a zone; the server may know more zones. */
export function canShow(zone: string): boolean {
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
