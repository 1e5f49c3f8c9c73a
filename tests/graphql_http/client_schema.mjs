// client_schema.mjs URL KEY: asks for the schema as GraphiQL does, makes a client's schema of it, and
// says what that has, as JSON.

import { printSchema, validateSchema } from "graphql";
import { introspectedSchema, sender } from "./asking.mjs";

const [url, key] = process.argv.slice(2);
const schema = await introspectedSchema(sender(url, key));
process.stdout.write(
  JSON.stringify({
    problems: validateSchema(schema).map((problem) => problem.message),
    queries: Object.keys(schema.getQueryType().getFields()),
    mutations: Object.keys(schema.getMutationType().getFields()),
    subscriptions: Object.keys(schema.getSubscriptionType().getFields()),
    text: printSchema(schema),
  }),
);
