import { toCsv } from "./csv";

type Row = Record<string, unknown>;

function isObject(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The scalar fields of a row by their paths: "balance.amount". */
function fieldsOf(row: Row, within = ""): [string, string][] {
  return Object.entries(row).flatMap(([name, value]): [string, string][] => {
    const path = within + name;
    if (isObject(value)) return fieldsOf(value, `${path}.`);
    if (value === undefined || value === null) return [[path, ""]];
    if (Array.isArray(value)) {
      const plain = value.every((one) => typeof one !== "object");
      return [[path, plain ? value.join(" ") : JSON.stringify(value)]];
    }
    return [[path, String(value)]];
  });
}

/**
 * Rows of a list as CSV, with the API's own names and values, so that nothing is rounded and nothing
 * depends on the reader's language. A field that only some rows have is empty in the others.
 */
export function rowsToCsv(rows: Row[]): string {
  const flat = rows.map((row) => new Map(fieldsOf(row)));
  const header = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return toCsv(
    header,
    flat.map((row) => header.map((name) => row.get(name) ?? "")),
  );
}
