import { expect, it } from "vitest";
import { IdempotentWrite } from "./idempotency";
import { ProblemError } from "./problem";

function refusing(status: number, keys: string[]) {
  return (key: string) => {
    keys.push(key);
    return Promise.reject(new ProblemError({ title: "x", status, code: "x" }));
  };
}

it("repeats a write whose outcome is unknown under the same key", async () => {
  const write = new IdempotentWrite();
  const keys: string[] = [];
  await write.run({ a: 1 }, refusing(0, keys)).catch(() => {});
  await write.run({ a: 1 }, refusing(503, keys)).catch(() => {});
  expect(new Set(keys).size).toBe(1);
});

it("takes a new key after a definite refusal, a success or a changed body", async () => {
  const write = new IdempotentWrite();
  const keys: string[] = [];
  const succeed = (key: string) => Promise.resolve(keys.push(key));
  await write.run({ a: 1 }, refusing(422, keys)).catch(() => {});
  await write.run({ a: 1 }, succeed);
  await write.run({ a: 1 }, refusing(0, keys)).catch(() => {});
  await write.run({ a: 2 }, succeed);
  expect(new Set(keys).size).toBe(4);
});
