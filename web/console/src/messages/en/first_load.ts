import access from "./access.json";
import common from "./common.json";
import ledger from "./ledger.json";
import shell from "./shell.json";
import status from "./status.json";
import transfers from "./transfers.json";

/** What is read before any page has asked for more: the first load. */
export const firstLoad = {
  ...access,
  ...common,
  ...ledger,
  ...shell,
  ...status,
  ...transfers,
};
