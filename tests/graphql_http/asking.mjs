// Asking the server, as its clients do.

import { buildClientSchema, getIntrospectionQuery } from "graphql";

/** A function that sends a document with variables and returns the response. */
export function sender(url, key) {
  return async (query, variables = {}) => {
    const reply = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    });
    return reply.json();
  };
}

export async function introspectedSchema(ask) {
  const { data, errors } = await ask(
    getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    }),
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return buildClientSchema(data);
}
