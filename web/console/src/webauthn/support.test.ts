import { afterEach, expect, it, vi } from "vitest";
import { namedOrigin, passkeySupport } from "./support";

const at = (url: string) => new URL(url) as unknown as Location;

afterEach(() => vi.unstubAllGlobals());

it("wants a browser that has passkeys and a page with a name", () => {
  vi.stubGlobal("window", { PublicKeyCredential: class {} });
  const support = (url: string) => passkeySupport(at(url));
  expect(support("http://localhost:8080/")).toBe("named");
  expect(support("https://bank.example/sign-in")).toBe("named");
  expect(support("http://127.0.0.1:8080/")).toBe("loopback");
  expect(support("http://[::1]:8080/")).toBe("loopback");
  expect(support("https://10.0.0.7/")).toBe("none");
  expect(support("https://[fd00::7]/")).toBe("none");
  vi.stubGlobal("window", {});
  expect(support("http://localhost:8080/")).toBe("none");
});

it("names the same server", () => {
  expect(namedOrigin(at("http://127.0.0.1:8080/security"))).toBe("http://localhost:8080");
  expect(namedOrigin(at("http://[::1]/"))).toBe("http://localhost");
});
