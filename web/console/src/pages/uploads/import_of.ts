import type { Upload } from "@/api/uploads";

/** The import that an upload became; other operations have no page to lead to. */
export function importOf({ operation, reply }: Upload): string | undefined {
  if (operation?.startsWith("ledger.imports.") !== true || reply === undefined) return undefined;
  return /"id"\s*:\s*"(imp_[0-9a-z]{26})"/.exec(reply)?.[1];
}
