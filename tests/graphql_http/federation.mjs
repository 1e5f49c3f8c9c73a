// federation.mjs URL KEY ACCOUNT: composes the server with a second subgraph that adds to accounts,
// and asks a gateway for what both know of one, as JSON.

import { createServer } from "node:http";
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { parse } from "graphql";
import { createHandler } from "graphql-http/lib/use/http";

const [url, key, account] = process.argv.slice(2);
const authorization = `Bearer ${key}`;

const asked = await fetch(url, {
  method: "POST",
  headers: { "content-type": "application/json", authorization },
  body: JSON.stringify({ query: "{ _service { sdl } }" }),
});
const { sdl } = (await asked.json()).data._service;

const notes = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Query { noted(account: ID!): Account }
  type Account @key(fields: "id") { id: ID! note: String! }
`);
const schema = buildSubgraphSchema([{
  typeDefs: notes,
  resolvers: {
    Query: { noted: (_, { account: id }) => ({ id }) },
    Account: { __resolveReference: ({ id }) => ({ id }), note: ({ id }) => `note on ${id}` },
  },
}]);
const second = createServer(createHandler({ schema }));
await new Promise((listening) => second.listen(0, "127.0.0.1", listening));

const composed = composeServices([
  { name: "sangam", typeDefs: parse(sdl), url },
  { name: "notes", typeDefs: notes, url: `http://127.0.0.1:${second.address().port}/` },
]);
const output = { problems: (composed.errors ?? []).map((error) => error.message) };
if (composed.supergraphSdl) {
  const gateway = createGatewayRuntime({
    supergraph: composed.supergraphSdl,
    logging: false,
    propagateHeaders: { fromClientToSubgraphs: () => ({ authorization }) },
  });
  const ask = async (query) => {
    const reply = await gateway.fetch("http://gateway/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { id: account } }),
    });
    return reply.json();
  };
  output.from_here = await ask(
    "query ($id: ID!) { ledgerAccountsGet(id: $id) { name note ledger { name } } }",
  );
  output.from_there = await ask(
    "query ($id: ID!) { noted(account: $id) { note name ledger { name } } }",
  );
  await gateway[Symbol.asyncDispose]();
}
second.close();
process.stdout.write(JSON.stringify(output));
