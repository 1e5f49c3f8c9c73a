import type { Catalogue } from "../en";
import access from "./access.json";
import audit from "./audit.json";
import common from "./common.json";
import imports from "./imports.json";
import ledger from "./ledger.json";
import observability from "./observability.json";
import sagas from "./sagas.json";
import shell from "./shell.json";
import status from "./status.json";
import transfers from "./transfers.json";
import webhooks from "./webhooks.json";

/** The messages in Hindi. */
export const hi: Partial<Catalogue> = {
  ...access,
  ...audit,
  ...common,
  ...imports,
  ...ledger,
  ...observability,
  ...sagas,
  ...shell,
  ...status,
  ...transfers,
  ...webhooks,
};
