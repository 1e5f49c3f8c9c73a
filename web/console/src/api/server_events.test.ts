import { describe, expect, it } from "vitest";
import { ServerEventReader } from "./server_events";

describe("ServerEventReader", () => {
  it("reads events however they are cut", () => {
    const text = 'id: 7\ndata: {"a":1}\n\n: \n\nid: 8\nevent: problem\ndata: x\ndata: y\n\n';
    const whole = new ServerEventReader().read(text);
    expect(whole).toEqual([
      { event: "message", data: '{"a":1}', id: "7" },
      { event: "problem", data: "x\ny", id: "8" },
    ]);
    const reader = new ServerEventReader();
    expect([...text].flatMap((letter) => reader.read(letter))).toEqual(whole);
  });

  it("takes every kind of line's end", () => {
    const reader = new ServerEventReader();
    expect(reader.read("data: a\r")).toEqual([]);
    expect(reader.read("\n\r\ndata:b\r\r")).toEqual([{ event: "message", data: "a", id: "" }]);
    expect(reader.read("data")).toEqual([{ event: "message", data: "b", id: "" }]);
  });

  it("keeps back an event that is not whole", () => {
    expect(new ServerEventReader().read("data: half\n")).toEqual([]);
  });
});
