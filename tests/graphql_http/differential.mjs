// differential.mjs URL KEY SEED COUNT: generates documents, has each executed by the server and by
// npm graphql on what the server holds, and writes {asked, different: [{document, ours, theirs}]}.

import { execute, parse, validate } from "graphql";
import { introspectedSchema, sender } from "./asking.mjs";
import { generateDocument } from "./generated_document.mjs";
import { readHoldings } from "./holdings.mjs";
import { randomNumbers } from "./random_numbers.mjs";

const [url, key, seed, count] = process.argv.slice(2);
const AT_ONCE = 8;
const SHOWN = 3;

const ask = sender(url, key);
const schema = await introspectedSchema(ask);
const holdings = await readHoldings(ask, schema);
const random = randomNumbers(Number(seed));

function reference({ document, variables }) {
  return execute({
    schema,
    document: parse(document),
    variableValues: variables,
    fieldResolver: holdings.resolveField,
    typeResolver: (value) => value.__typename,
  });
}

async function compare(generated) {
  const problems = validate(schema, parse(generated.document));
  if (problems.length > 0) throw new Error(`${problems[0].message}\n${generated.document}`);
  const ours = JSON.stringify(await ask(generated.document, generated.variables));
  const theirs = JSON.stringify(reference(generated));
  return ours === theirs ? [] : [{ ...generated, ours, theirs }];
}

const documents = Array.from({ length: Number(count) }, () =>
  generateDocument(schema, holdings.questions, random),
);
const different = [];
for (let at = 0; at < documents.length; at += AT_ONCE)
  different.push(...(await Promise.all(documents.slice(at, at + AT_ONCE).map(compare))).flat());
process.stdout.write(
  JSON.stringify({
    asked: documents.length,
    bytes: documents.reduce((sum, { document }) => sum + document.length, 0),
    questions: holdings.questions.length,
    different: different.slice(0, SHOWN),
  }),
);
