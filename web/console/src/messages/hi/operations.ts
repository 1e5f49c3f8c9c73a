import type { Catalogue } from "../en";
import events from "./events.json";
import jobs from "./jobs.json";
import observability from "./observability.json";
import sagas from "./sagas.json";

/** The words of the operations' pages in Hindi. */
export const operations: Partial<Catalogue> = {
  ...events,
  ...jobs,
  ...observability,
  ...sagas,
};
