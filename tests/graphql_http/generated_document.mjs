// A document that asks fields of the root for whatever is below them: aliases, fragments with a name
// and without, fields twice, directives with values and with variables.

import { getNamedType, isLeafType, isObjectType, isUnionType } from "graphql";

const DEEPEST = 5;
const ROOTS = 3;
const MEMBERS = 6;

/** {document, variables}; valid, whatever the random numbers are. */
export function generateDocument(schema, questions, random) {
  return new Writer(schema, random).write(questions);
}

class Writer {
  #fragments = [];
  #variables = { yes: true, no: false };
  #declared = ["$yes: Boolean!", "$no: Boolean = false"];

  constructor(schema, random) {
    this.schema = schema;
    this.random = random;
  }

  write(questions) {
    const fields = this.schema.getQueryType().getFields();
    const roots = Array.from({ length: 1 + this.random.below(ROOTS) }, (_, at) => {
      const { field, args } = this.random.of(questions);
      const below = this.#below(getNamedType(fields[field].type), 0);
      return `root${at}: ${field}${this.#arguments(args, at)} ${below}`;
    });
    // Each is used, as it has to be.
    const used = `used: __typename @include(if: $yes) @skip(if: $no)`;
    const head = `query (${this.#declared.join(", ")})`;
    return {
      document: [`${head} { ${roots.join(" ")} ${used} }`, ...this.#fragments].join("\n"),
      variables: this.#variables,
    };
  }

  #arguments(args, at) {
    const written = Object.entries(args).map(([name, { type, value }]) => {
      if (typeof value !== "object" && this.random.chance(0.5)) return `${name}: ${JSON.stringify(value)}`;
      const variable = `${name}${at}`;
      this.#declared.push(`$${variable}: ${type}`);
      this.#variables[variable] = value;
      return `${name}: $${variable}`;
    });
    return written.length === 0 ? "" : `(${written.join(", ")})`;
  }

  #below(type, depth) {
    if (isUnionType(type)) {
      // One of them: fields of one name have different types in several.
      const one = this.random.of(type.getTypes());
      return `{ __typename ... on ${one.name} ${this.#below(one, depth)} }`;
    }
    const members = Array.from({ length: 1 + this.random.below(MEMBERS) }, () =>
      this.#member(type, depth),
    );
    return `{ ${members.join(" ")} }`;
  }

  #member(type, depth) {
    if (depth < DEEPEST && this.random.chance(0.12)) return this.#fragment(type, depth);
    if (this.random.chance(0.08)) return `${this.#alias("typename")}__typename${this.#directive()}`;
    const fields = Object.values(type.getFields()).filter(
      (field) => field.args.length === 0 && (depth < DEEPEST || isLeafType(getNamedType(field.type))),
    );
    const field = this.random.of(fields);
    if (!field) return "__typename";
    const named = getNamedType(field.type);
    const below = isObjectType(named) ? ` ${this.#below(named, depth + 1)}` : "";
    return `${this.#alias(field.name)}${field.name}${this.#directive()}${below}`;
  }

  /** One that means the same wherever it is: documents in which fields conflict are not valid. */
  #alias(name) {
    return this.random.chance(0.25) ? `${name}_${this.random.below(2)}: ` : "";
  }

  #directive() {
    if (!this.random.chance(0.15)) return "";
    return this.random.of([
      " @include(if: true)", " @include(if: $yes)", " @include(if: $no)", " @skip(if: false)",
      " @skip(if: $yes)", " @skip(if: $no) @include(if: $yes)",
    ]);
  }

  #fragment(type, depth) {
    const below = this.#below(type, depth + 1);
    if (this.random.chance(0.5)) {
      const condition = this.random.chance(0.5) ? ` on ${type.name}` : "";
      return `...${condition}${this.#directive()} ${below}`;
    }
    const name = `Part${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${below}`);
    return `...${name}${this.#directive()}`;
  }
}
