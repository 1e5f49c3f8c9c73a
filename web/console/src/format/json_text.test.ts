import { describe, expect, it } from "vitest";
import { compactJson, faultOfJson, faultOfObject, indentJson, membersOf } from "./json_text";

const where = (text: string) => {
  const fault = faultOfJson(text);
  return fault === undefined ? undefined : [fault.line, fault.column, fault.reason];
};

describe("faultOfJson", () => {
  it("finds none in JSON", () => {
    for (const text of [
      "{}",
      ' { "a" : [ 1 , -2.5e+10 , true , null ] , "b" : "\\u00e9\\n" } ',
      '"नमस्ते"',
      "[[],{}]",
    ]) {
      expect(where(text)).toBeUndefined();
    }
  });

  it("says where and why", () => {
    expect(where('{\n  "a": 1\n  "b": 2\n}')).toEqual([3, 3, "comma"]);
    expect(where('{"a": }')).toEqual([1, 7, "value"]);
    expect(where('{"a": 01}')).toEqual([1, 7, "value"]);
    expect(where('{"a": tru}')).toEqual([1, 7, "value"]);
    expect(where('{"a" 1}')).toEqual([1, 6, "colon"]);
    expect(where("{a: 1}")).toEqual([1, 2, "name"]);
    expect(where('{"a": 1,}')).toEqual([1, 9, "name"]);
    expect(where('{"a": "b}')).toEqual([1, 7, "text"]);
    expect(where('{"a": "line\nbreak"}')).toEqual([1, 7, "text"]);
    expect(where('{"a": 1, "a": 2}')).toEqual([1, 10, "twice"]);
    expect(where("{} {}")).toEqual([1, 4, "rest"]);
    expect(where('{"a": 1,')).toEqual([1, 9, "name"]);
    expect(where("[".repeat(100))).toEqual([1, 66, "deep"]);
  });

  it("agrees with the parser of the language", () => {
    for (const text of ["", " ", "1", "-", "1.", ".5", "[1,]", '"\\x"', "nul", "[1 2]", "{}"]) {
      const parses = (() => {
        try {
          JSON.parse(text);
          return true;
        } catch {
          return false;
        }
      })();
      expect(faultOfJson(text) === undefined, text).toBe(parses);
    }
  });
});

describe("faultOfObject", () => {
  it("wants an object", () => {
    expect(faultOfObject("[]")?.reason).toBe("object");
    expect(faultOfObject("")?.reason).toBe("object");
    expect(faultOfObject(' {"a": 1}')).toBeUndefined();
  });
});

describe("membersOf", () => {
  it("keeps every digit of a number", () => {
    const members = membersOf('{"id":"e","payload":{"units":9007199254740993,"x":[1]},"n":2}');
    expect(members.get("payload")).toBe('{"units":9007199254740993,"x":[1]}');
    expect([...members.keys()]).toEqual(["id", "payload", "n"]);
    expect(membersOf("no").size).toBe(0);
  });
});

describe("indentJson", () => {
  it("changes nothing but white space", () => {
    expect(indentJson('{"a":{"b":9007199254740993,"c":[]},"d":[1.00,{}],"e":"x, {y}"}')).toBe(
      '{\n  "a": {\n    "b": 9007199254740993,\n    "c": []\n  },\n  "d": [\n    1.00,\n    {}\n  ],\n  "e": "x, {y}"\n}',
    );
    expect(indentJson("not JSON")).toBe("not JSON");
  });
});

describe("compactJson", () => {
  it("undoes the indentation and leaves texts and numbers alone", () => {
    const text = '{"a":{"b":9007199254740993},"c":["x, \\" y",1.00]}';
    expect(compactJson(indentJson(text))).toBe(text);
    expect(compactJson("{ broken")).toBe("{ broken");
  });
});
