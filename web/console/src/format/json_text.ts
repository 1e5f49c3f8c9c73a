/**
 * JSON as a text. Reading it into values and writing it back would change numbers that a double
 * cannot hold, so what people look at and edit stays the text that was sent.
 */

/** Why a text is no JSON; each has a message of its own. */
export type JsonReason =
  "value" | "name" | "twice" | "colon" | "comma" | "text" | "rest" | "deep" | "object";

export interface JsonFault {
  offset: number;
  /** Both from 1. */
  line: number;
  column: number;
  reason: JsonReason;
}

/** Deeper than any payload; recursion ends here, not at the end of the stack. */
const deepest = 64;

const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const quoted = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*"/uy;

class Stop extends Error {
  constructor(
    readonly offset: number,
    readonly reason: JsonReason,
  ) {
    super(reason);
  }
}

/** Walks over a text by the grammar of RFC 8259 and stops at the first fault. */
class Walker {
  at = 0;
  /** The members of the outermost object, as texts. */
  readonly members = new Map<string, string>();

  constructor(private readonly text: string) {}

  whole(): void {
    this.value(0);
    this.space();
    if (this.at < this.text.length) this.stop("rest");
  }

  private stop(reason: JsonReason, offset = this.at): never {
    throw new Stop(offset, reason);
  }

  private space(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at++;
  }

  private taken(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp, reason: JsonReason): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) this.stop(reason);
    this.at += found.length;
    return found;
  }

  private value(depth: number): void {
    if (depth > deepest) this.stop("deep");
    if (this.taken("{")) this.object(depth);
    else if (this.taken("[")) this.array(depth);
    else if (this.text[this.at] === '"') this.match(quoted, "text");
    else this.match(scalar, "value");
  }

  private object(depth: number): void {
    const names = new Set<string>();
    if (this.taken("}")) return;
    do {
      this.space();
      const start = this.at;
      if (this.text[start] !== '"') this.stop("name");
      const name = JSON.parse(this.match(quoted, "text")) as string;
      if (names.has(name)) this.stop("twice", start);
      names.add(name);
      if (!this.taken(":")) this.stop("colon");
      this.space();
      const from = this.at;
      this.value(depth + 1);
      if (depth === 0) this.members.set(name, this.text.slice(from, this.at));
    } while (this.taken(","));
    if (!this.taken("}")) this.stop("comma");
  }

  private array(depth: number): void {
    if (this.taken("]")) return;
    do this.value(depth + 1);
    while (this.taken(","));
    if (!this.taken("]")) this.stop("comma");
  }
}

function faultAt(text: string, offset: number, reason: JsonReason): JsonFault {
  const before = text.slice(0, offset).split("\n");
  return { offset, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, reason };
}

/** The first fault of a text that should be JSON. */
export function faultOfJson(text: string): JsonFault | undefined {
  try {
    new Walker(text).whole();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return faultAt(text, error.offset, error.reason);
    throw error;
  }
}

/** The same for a text that should be an object: the payload of an event or a job. */
export function faultOfObject(text: string): JsonFault | undefined {
  if (!text.trimStart().startsWith("{")) return faultAt(text, 0, "object");
  return faultOfJson(text);
}

/** The members of an object as they are written; empty for anything else. */
export function membersOf(text: string): Map<string, string> {
  const walker = new Walker(text);
  try {
    walker.whole();
    return walker.members;
  } catch (error) {
    if (error instanceof Stop) return new Map();
    throw error;
  }
}

function tokensOf(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
}

/** JSON on one line and otherwise unchanged, as payloads are sent. */
export function compactJson(text: string): string {
  return faultOfJson(text) === undefined ? tokensOf(text).join("") : text;
}

/** Indents JSON and changes nothing else in it; a text that is none stays as it is. */
export function indentJson(text: string): string {
  if (faultOfJson(text) !== undefined) return text;
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  const tokens = tokensOf(text);
  let written = "";
  tokens.forEach((token, index) => {
    const opens = token === "{" || token === "[";
    const closes = token === "}" || token === "]";
    const previous = tokens[index - 1];
    const empty = closes && (previous === "{" || previous === "[");
    if (closes) depth--;
    if (closes && !empty) written += line();
    written += token === ":" ? ": " : token;
    if (opens) depth++;
    const next = tokens[index + 1];
    const opensEmpty = opens && (next === "}" || next === "]");
    if (token === "," || (opens && !opensEmpty)) written += line();
  });
  return written;
}
