// Prints the conformance cases of CEL, a line of JSON each, with `needs` for those that are about
// something that expressions here do not have.

import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";

const MESSAGE_NAME =
  /TestAllTypes|TestRequired|GlobalEnum|NestedEnum|NullValue|google\.protobuf\.(?!Timestamp|Duration)[A-Z]|\b(Timestamp|Duration)\s*\{|\b(Int|UInt)(32|64)Value\b|\b(Float|Double|Bool|String|Bytes)Value\b|proto\.(has|get)Ext/;
const MESSAGE_TYPE = /"messageType":"(?!google\.protobuf\.(Timestamp|Duration)")|"wrapper":/;
const MESSAGE_VALUE = /"@type":"(?!type\.googleapis\.com\/google\.protobuf\.(Timestamp|Duration)")/;

function whatItNeeds(suite, { original }) {
  const { expr, ...rest } = original;
  const declared = JSON.stringify(rest);
  if (MESSAGE_NAME.test(expr) || MESSAGE_TYPE.test(declared) || MESSAGE_VALUE.test(declared)) {
    return "messages of Protocol Buffers";
  }
  if (/"(enumValue|unknown)":/.test(declared)) return "messages of Protocol Buffers";
  if (/cel\.(block|iterVar)\(/.test(expr)) return "what optimisers write";
  return undefined;
}

function print(path, { suites = [], tests: cases = [] }) {
  for (const suite of suites) print([...path, suite.name], suite);
  for (const one of cases) {
    const suite = path.join("/");
    const line = { suite, needs: whatItNeeds(suite, one), type: one.type, ...one.original };
    console.log(JSON.stringify(line));
  }
}

print([], tests);
