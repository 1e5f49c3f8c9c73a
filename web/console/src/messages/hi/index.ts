import type { Catalogue } from "../en";
import access from "./access.json";
import common from "./common.json";
import ledger from "./ledger.json";
import shell from "./shell.json";
import status from "./status.json";
import transfers from "./transfers.json";

/** The messages of the first load in Hindi. */
export const hi: Partial<Catalogue> = {
  ...access,
  ...common,
  ...ledger,
  ...shell,
  ...status,
  ...transfers,
};
