import { expect, it } from "vitest";
import { newClient } from "./client_kinds";

it("gives a web application a secret and the ways it needs", () => {
  expect(
    newClient({
      name: " Shop ",
      kind: "web",
      redirects: " https://shop.example/cb \n\n",
      scopes: ["users:read"],
    }),
  ).toEqual({
    name: "Shop",
    authentication: "client_secret",
    grant_types: ["authorization_code", "refresh_token"],
    scopes: ["openid", "profile", "email", "offline_access", "users:read"],
    redirect_uris: ["https://shop.example/cb"],
  });
});

it("gives what runs with people no secret, and a service no people", () => {
  const made = (kind: "native" | "service" | "device") =>
    newClient({ name: "n", kind, redirects: "x", scopes: ["users:read"] });
  expect(made("native").authentication).toBe("none");
  expect(made("device").redirect_uris).toBeUndefined();
  expect(made("service").scopes).toEqual(["users:read"]);
  expect(made("service").grant_types).toEqual(["client_credentials"]);
});
