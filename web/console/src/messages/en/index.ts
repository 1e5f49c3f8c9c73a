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

/** Every message in English, the language the others fall back to. ICU syntax. */
export const en = {
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

export type MessageId = keyof typeof en;
export type Catalogue = Record<MessageId, string>;
