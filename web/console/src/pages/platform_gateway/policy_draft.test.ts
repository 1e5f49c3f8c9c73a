import { expect, it } from "vitest";
import { changeOf, type PlatformPolicy } from "@/api/platform_gateway";
import { draftOf, limitsOf, policyOf, upstreamDraftOf } from "./policy_draft";

const policy: PlatformPolicy = {
  rules: {
    allowed_networks: [],
    denied_networks: ["203.0.113.0/24"],
    allowed_countries: ["IN"],
    denied_countries: [],
    firewall: "detect",
    firewall_scope: "open_routes",
    firewall_body: "headers",
    cors_origins: ["https://app.example.com"],
    cors_credentials: true,
    agent_confirmation: "inherit",
  },
  trusted_proxies: ["127.0.0.1/32"],
  forwarding_field: "forwarded",
  limits: [{ route: "door", fields: 40 }],
  upstreams: [
    {
      name: "canary",
      path: "/api/v1",
      upstream: "http://10.0.0.7:8080",
      use: "forward",
      limited: false,
    },
    {
      name: "copy",
      path: "/",
      upstream: "http://10.0.0.8:8080",
      use: "mirror",
      percent: 0,
      header: "Sangam-Version",
      value: "2026-05-31",
    },
  ],
  tenant_domain: "example.com",
};

it("sends what was read when nothing was typed", () => {
  expect(policyOf(draftOf(policy))).toEqual(policy);
  expect(policyOf(draftOf({ ...policy, limits: [], upstreams: [] }))).toMatchObject({
    limits: [],
    upstreams: [],
  });
});

it("limits only kinds of request of which something is said, zero included", () => {
  const { sizes } = draftOf(policy);
  sizes.door.fields = "";
  sizes.upload.body_bytes = 0;
  expect(limitsOf(sizes)).toEqual([{ route: "upload", body_bytes: 0 }]);
});

it("sends no value without its header", () => {
  const [first] = policy.upstreams;
  const rule = { ...upstreamDraftOf(first as (typeof policy.upstreams)[0], 0), value: "2" };
  const sent = policyOf({ ...draftOf(policy), upstreams: [rule] });
  expect(sent.upstreams).toEqual([first]);
});

it("takes the domain back by saying so: a field that is not sent stays", () => {
  const without = policyOf({ ...draftOf(policy), tenant_domain: " " });
  expect(changeOf(without, "")).toMatchObject({ no_tenant_domain: true });
  expect(changeOf(policy, "moved")).toMatchObject({
    tenant_domain: "example.com",
    reason: "moved",
  });
});
