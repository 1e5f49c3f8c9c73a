import access from "./access.json";
import type audit from "./audit.json";
import common from "./common.json";
import imports from "./imports.json";
import ledger from "./ledger.json";
import observability from "./observability.json";
import sagas from "./sagas.json";
import shell from "./shell.json";
import status from "./status.json";
import transfers from "./transfers.json";
import type webhooks from "./webhooks.json";

/**
 * The messages in English, the language the others fall back to, without those that come with their
 * pages (page_messages.tsx). ICU syntax.
 */
export const en = {
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

export type MessageId = keyof typeof en | keyof typeof audit | keyof typeof webhooks;
export type Catalogue = Record<keyof typeof en, string>;
