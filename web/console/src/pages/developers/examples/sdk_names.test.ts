import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { pythonMethod } from "./python";
import { typescriptMethod } from "./typescript";

const tree = fileURLToPath(new URL("../../../../../..", import.meta.url));
const lock = JSON.parse(readFileSync(`${tree}/api/v1.lock.json`, "utf8")) as {
  operations: { name: string }[];
};

/** The method that each operation is, as `pattern` finds it in the generated files. */
function methodsIn(folder: string, files: RegExp, pattern: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder).filter((file) => files.test(file))) {
    let method = "";
    for (const line of readFileSync(`${folder}/${name}`, "utf8").split("\n")) {
      const [, begun, operation] = pattern.exec(line) ?? [];
      if (begun !== undefined) method = begun;
      if (operation !== undefined) found.set(operation, method);
    }
  }
  return found;
}

const last = (path: string) => path.split(".").at(-1);

it("calls operations what the SDKs call them", () => {
  const typescript = methodsIn(
    `${tree}/sdk/typescript/src/generated`,
    /\.ts$/,
    /^ {2}(\w+)\(|operation: "([^"]+)"/,
  );
  const python = methodsIn(
    `${tree}/sdk/python/src/sangam/generated`,
    /^(?!async_|types|operations).*\.py$/,
    /^ {4}def (\w+)\(|Call\("([^"]+)"/,
  );
  expect(lock.operations.length).toBeGreaterThan(200);
  for (const { name } of lock.operations) {
    expect(last(typescriptMethod(name)), name).toBe(typescript.get(name));
    expect(last(pythonMethod(name)), name).toBe(python.get(name));
  }
});

it("finds them under the names of the SDKs' groups", () => {
  const roots = {
    typescript: readFileSync(`${tree}/sdk/typescript/src/generated/operations.ts`, "utf8"),
    python: readFileSync(`${tree}/sdk/python/src/sangam/generated/operations.py`, "utf8"),
  };
  for (const { name } of lock.operations) {
    expect(roots.typescript).toContain(`this.${typescriptMethod(name).split(".")[0]} = `);
    expect(roots.python).toContain(`self.${pythonMethod(name).split(".")[0]} = `);
  }
});
