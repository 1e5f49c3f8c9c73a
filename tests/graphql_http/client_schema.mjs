// client_schema.mjs URL KEY: asks for the schema as GraphiQL does, makes a client's schema of it, and
// says what that has, as JSON.

import { buildClientSchema, getIntrospectionQuery, printSchema, validateSchema } from "graphql";

const [url, key] = process.argv.slice(2);
const reply = await fetch(url, {
  method: "POST",
  headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
  body: JSON.stringify({
    query: getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    }),
    operationName: "IntrospectionQuery",
  }),
});
const { data, errors } = await reply.json();
if (errors) throw new Error(JSON.stringify(errors));
const schema = buildClientSchema(data);
process.stdout.write(
  JSON.stringify({
    problems: validateSchema(schema).map((problem) => problem.message),
    queries: Object.keys(schema.getQueryType().getFields()),
    mutations: Object.keys(schema.getMutationType().getFields()),
    subscriptions: Object.keys(schema.getSubscriptionType().getFields()),
    text: printSchema(schema),
  }),
);
