import type { Catalogue } from "../en";
import access from "./access.json";
import common from "./common.json";
import imports from "./imports.json";
import ledger from "./ledger.json";
import observability from "./observability.json";
import sagas from "./sagas.json";
import shell from "./shell.json";
import status from "./status.json";
import transfers from "./transfers.json";

/** The messages in Hindi. */
export const hi: Partial<Catalogue> = {
  ...access,
  ...common,
  ...imports,
  ...ledger,
  ...observability,
  ...sagas,
  ...shell,
  ...status,
  ...transfers,
};
