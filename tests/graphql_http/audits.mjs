// audits.mjs URL KEY: what the audits of npm graphql-http (GraphQL over HTTP) find, as JSON.

import { serverAudits } from "graphql-http";

const [url, key] = process.argv.slice(2);
const fetchFn = (target, options = {}) =>
  fetch(target, { ...options, headers: { ...options.headers, authorization: `Bearer ${key}` } });

const found = [];
for (const audit of serverAudits({ url, fetchFn })) {
  const result = await audit.fn();
  found.push({
    id: audit.id,
    name: audit.name,
    status: result.status,
    reason: result.status === "ok" ? "" : result.reason,
  });
}
process.stdout.write(JSON.stringify(found));
