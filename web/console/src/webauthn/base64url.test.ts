import { expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "./base64url";

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

it("writes what RFC 4648 has, without padding and safe in addresses", () => {
  const text = (word: string) => toBase64Url(new TextEncoder().encode(word).buffer);
  expect(["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(text)).toEqual([
    "",
    "Zg",
    "Zm8",
    "Zm9v",
    "Zm9vYg",
    "Zm9vYmE",
    "Zm9vYmFy",
  ]);
  expect(toBase64Url(bytes(0xfb, 0xff, 0xbf))).toBe("-_-_");
});

it("reads what it wrote, every byte, at every length", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (let length = 0; length <= 256; length++) {
    const part = all.slice(0, length).buffer;
    expect(fromBase64Url(toBase64Url(part))).toEqual(part);
  }
});

it("reads padding, and refuses what is no base64url", () => {
  expect(fromBase64Url("Zg==")).toEqual(bytes(0x66));
  for (const wrong of ["Zg=a", "Z+==", "Zg/", "Z g", "é", "Z"])
    expect(() => fromBase64Url(wrong), wrong).toThrow();
});
