// What the server holds, read once with every field, so that a second implementation can answer
// from it: things by their ids, and lists as they come for a few arguments.

import { getNamedType, isLeafType } from "graphql";

const LISTS = ["ledgerLedgersList", "ledgerAccountsList", "ledgerTransfersList", "teamsList"];
const FIRST = [undefined, 1, 3];
const DEEPEST = 6;

/** Reads what there is. Returns {questions, resolveField}: fields of the root with their arguments,
 * and the resolver of all fields. */
export async function readHoldings(ask, schema) {
  const reader = new Reader(ask, schema);
  for (const list of LISTS) for (const first of FIRST) await reader.readList(list, first);
  await reader.readThings();
  reader.addThings();
  return {
    questions: reader.questions,
    resolveField: (source, args, _context, { fieldName, parentType }) =>
      parentType === schema.getQueryType()
        ? reader.answers.get(keyOf(fieldName, args))
        : reader.member(source, fieldName),
  };
}

const keyOf = (field, args) => `${field} ${JSON.stringify(Object.entries(args).sort())}`;
const nameOf = ({ __typename, id }) => `${__typename} ${id}`;

class Reader {
  questions = []; // {field, args: {name: {type, value}}}
  answers = new Map(); // by field and arguments
  #things = new Map(); // by type and id
  #unread = new Map();

  constructor(ask, schema) {
    this.ask = ask;
    this.schema = schema;
    this.entities = new Set(schema.getType("_Entity").getTypes());
  }

  async readList(field, first) {
    const args = first === undefined ? {} : { first };
    const connection = this.schema.getQueryType().getFields()[field].type;
    const given = first === undefined ? "" : `(first: ${first})`;
    const selection = this.#everythingIn(getNamedType(connection), 0, ["nodes"]);
    const data = await this.#data(`{ ${field}${given} ${selection} }`);
    this.#noteThings(data[field]);
    this.#addQuestion(field, args, data[field]);
  }

  /** Those that lists name, and those that these name. */
  async readThings() {
    while (this.#unread.size > 0) {
      // One type at a time: those of several may not have fields of one name and different types.
      const [{ __typename }] = this.#unread.values();
      const asked = [...this.#unread.values()].filter((one) => one.__typename === __typename);
      const members = this.#everythingIn(this.schema.getType(__typename), 0);
      const { _entities } = await this.#data(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${__typename} ${members} } }`,
        { of: asked },
      );
      asked.forEach((one, at) => {
        this.#unread.delete(nameOf(one));
        this.#things.set(nameOf(one), _entities[at]);
        this.#noteThings(_entities[at]);
      });
    }
  }

  /** As fields of the root: each by itself, and several with some that are not there. */
  addThings() {
    const things = [...this.#things.keys()].map((name) => {
      const [__typename, id] = name.split(" ");
      return { __typename, id };
    });
    const missing = things.slice(0, 2).map((one) => ({ ...one, id: `${one.id.slice(0, -4)}0000` }));
    for (let at = 0; at < things.length; at += 3) {
      const representations = [...things.slice(at, at + 3), missing[at % 2], things[at]];
      const found = representations.map((one) => (this.#things.has(nameOf(one)) ? one : null));
      this.#addQuestion("_entities", { representations }, found);
    }
    const fields = this.schema.getQueryType().getFields();
    for (const thing of things) {
      const getter = Object.values(fields).find(
        ({ name, type, args }) =>
          name.endsWith("Get") && getNamedType(type).name === thing.__typename &&
          args.length === 1 && args[0].name === "id",
      );
      if (getter) this.#addQuestion(getter.name, { id: thing.id }, thing);
    }
  }

  /** Of a thing that is only named, of a connection, or of an object inside. */
  member(source, field) {
    if (field === "nodes" && source.edges) return source.edges.map(({ node }) => node);
    const whole = source.id === undefined ? source : (this.#things.get(nameOf(source)) ?? source);
    return whole[field] ?? null;
  }

  #addQuestion(field, args, answer) {
    const declared = this.schema.getQueryType().getFields()[field].args;
    const typed = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [
        name, { type: String(declared.find((one) => one.name === name).type), value },
      ]),
    );
    this.questions.push({ field, args: typed });
    this.answers.set(keyOf(field, args), answer);
  }

  #noteThings(value) {
    if (Array.isArray(value)) return value.forEach((item) => this.#noteThings(item));
    if (value === null || typeof value !== "object") return;
    const { __typename, id } = value;
    const is_entity = this.entities.has(this.schema.getType(__typename));
    if (is_entity && !this.#things.has(nameOf(value))) this.#unread.set(nameOf(value), { __typename, id });
    Object.values(value).forEach((member) => this.#noteThings(member));
  }

  /** All of a type; of a thing inside it only its name. */
  #everythingIn(type, depth, except = []) {
    if (depth > DEEPEST) throw new Error(`${type.name} is deeper than ${DEEPEST}`);
    const members = Object.values(type.getFields())
      .filter(({ name, args }) => args.length === 0 && !except.includes(name))
      .map(({ name, type: declared }) => `${name} ${this.#selectionOf(getNamedType(declared), depth)}`);
    return `{ __typename ${members.join(" ")} }`;
  }

  #selectionOf(type, depth) {
    if (isLeafType(type)) return "";
    return this.entities.has(type) ? "{ __typename id }" : this.#everythingIn(type, depth + 1);
  }

  async #data(document, variables) {
    const { data, errors } = await this.ask(document, variables);
    if (errors) throw new Error(`${JSON.stringify(errors[0])}\n${document}`);
    return data;
  }
}
