// What the reference implementation (npm graphql) makes of the same schema and documents.
//
//   reference.mjs check        reads {schema, documents}, writes verdicts: {line, column}, or {rules}
//                              with the names of its rules that find anything
//   reference.mjs introspect   reads {schema}, writes {query, answer}
//   reference.mjs coerce       reads {schema, cases: [{document, variables}]}, writes arguments

import { readFileSync } from "node:fs";
import {
  buildSchema, getArgumentValues, getIntrospectionQuery, getVariableValues, graphqlSync, parse,
  specifiedRules, validate, valueFromASTUntyped,
} from "graphql";

const isDate = (value) => typeof value === "string" && /^....-..-..$/.test(value);

// The scalar that has a rule of its own (engines/graphql/testing/sample_schema.cpp).
function build(text) {
  const schema = buildSchema(text);
  const date = schema.getType("Date");
  date.parseValue = (value) => {
    if (!isDate(value)) throw new Error("no date");
    return value;
  };
  date.parseLiteral = (node) => date.parseValue(valueFromASTUntyped(node));
  return schema;
}

function verdict(schema, text) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    const [{ line, column }] = error.locations;
    return { line, column };
  }
  const rules = specifiedRules.filter((rule) => {
    try {
      return validate(schema, document, [rule]).length > 0;
    } catch {
      // One of them executes what others would refuse.
      return false;
    }
  });
  return { rules: rules.map((rule) => rule.name) };
}

function introspect(text) {
  const query = getIntrospectionQuery({
    schemaDescription: true, specifiedByUrl: true, directiveIsRepeatable: true,
    inputValueDeprecation: true,
  });
  return { query, answer: graphqlSync({ schema: build(text), source: query }).data.__schema };
}

function coerce(schema, { document, variables }) {
  const [operation] = parse(document).definitions;
  const read = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (read.errors) return null;
  const [above] = operation.selectionSet.selections;
  const [below] = above.selectionSet.selections;
  const type = schema.getQueryType().getFields()[above.name.value].type;
  try {
    return getArgumentValues(type.getFields()[below.name.value], below, read.coerced);
  } catch {
    return null;
  }
}

const given = JSON.parse(readFileSync(0, "utf8"));
const schema = build(given.schema);
const answers = {
  check: () => given.documents.map((text) => verdict(schema, text)),
  introspect: () => introspect(given.schema),
  coerce: () => given.cases.map((one) => coerce(schema, one)),
};
process.stdout.write(JSON.stringify(answers[process.argv[2]]()));
