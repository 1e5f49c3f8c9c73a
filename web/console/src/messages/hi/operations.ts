import type { Catalogue } from "../en";
import audit from "./audit.json";
import events from "./events.json";
import gateway from "./gateway.json";
import jobs from "./jobs.json";
import oauth from "./oauth.json";
import observability from "./observability.json";
import platformGateway from "./platform_gateway.json";
import sagas from "./sagas.json";
import uploads from "./uploads.json";
import webhooks from "./webhooks.json";

/** The words of the operations' pages in Hindi. */
export const operations: Partial<Catalogue> = {
  ...audit,
  ...events,
  ...gateway,
  ...jobs,
  ...oauth,
  ...observability,
  ...platformGateway,
  ...sagas,
  ...uploads,
  ...webhooks,
};
