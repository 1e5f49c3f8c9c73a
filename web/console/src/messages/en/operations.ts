import events from "./events.json";
import jobs from "./jobs.json";
import observability from "./observability.json";
import sagas from "./sagas.json";

/** The words of the pages under operations_routes.tsx. */
export const operations = {
  ...events,
  ...jobs,
  ...observability,
  ...sagas,
};
