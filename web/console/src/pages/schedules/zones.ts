/** Names that browsers still use for zones which the time zone data base has named anew. */
const renamed: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Etc/Unknown": "UTC",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The name of today for a zone. */
export function presentName(zone: string): string {
  return renamed[zone] ?? zone;
}

/** The time zones this browser knows, with UTC before them. The server is the judge of a name. */
export function zoneNames(): string[] {
  const known = Intl.supportedValuesOf("timeZone").map(presentName);
  return [...new Set(["UTC", ...known.sort()])];
}

/** The zone of this machine, which is most likely what its person means. */
export function localZone(): string {
  return presentName(Intl.DateTimeFormat().resolvedOptions().timeZone);
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
