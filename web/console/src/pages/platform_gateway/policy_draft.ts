import {
  limitedRoutes,
  type LimitedRoute,
  type PlatformPolicy,
  type RouteLimits,
  type UpstreamRule,
} from "@/api/platform_gateway";
import { linesOf, textOf } from "@/pages/gateway/lines";
import { draftOf as rulesDraftOf, rulesOf, type RulesDraft } from "@/pages/gateway/rules_draft";

/** What a number field holds: nothing is typed as an empty text. */
export type Typed = number | string;

export const sizes = ["head_bytes", "fields", "body_bytes"] as const;
export type Size = (typeof sizes)[number];
export type SizesDraft = Record<LimitedRoute, Record<Size, Typed>>;

/** A rule with a key of its own, so that rows keep their fields when another is removed. */
export interface UpstreamDraft extends Required<Omit<UpstreamRule, "percent">> {
  key: number;
  percent: Typed;
}

/** The platform's policy as a form holds it. */
export interface PolicyDraft {
  rules: RulesDraft;
  trusted_proxies: string;
  forwarding_field: PlatformPolicy["forwarding_field"];
  tenant_domain: string;
  sizes: SizesDraft;
  upstreams: UpstreamDraft[];
}

function sizesDraftOf(limits: RouteLimits[]): SizesDraft {
  const entries = limitedRoutes.map((route) => {
    const said = limits.find((one) => one.route === route);
    return [route, Object.fromEntries(sizes.map((size) => [size, said?.[size] ?? ""]))];
  });
  return Object.fromEntries(entries) as SizesDraft;
}

/** Only the kinds of request of which something is said. */
export function limitsOf(draft: SizesDraft): RouteLimits[] {
  return limitedRoutes.flatMap((route) => {
    const said = sizes.filter((size) => draft[route][size] !== "");
    if (said.length === 0) return [];
    return [
      { route, ...Object.fromEntries(said.map((size) => [size, Number(draft[route][size])])) },
    ];
  });
}

export function upstreamDraftOf(rule: UpstreamRule, key: number): UpstreamDraft {
  return { percent: "", header: "", value: "", limited: true, ...rule, key };
}

function upstreamOf(draft: UpstreamDraft) {
  const { name, path, upstream, use, percent, header, value, limited } = draft;
  const rule: UpstreamRule = { name, path, upstream, use };
  if (percent !== "") rule.percent = Number(percent);
  if (!limited) rule.limited = false;
  if (header !== "") rule.header = header;
  // A value is that of a header.
  if (header !== "" && value !== "") rule.value = value;
  return rule;
}

export function draftOf(policy: PlatformPolicy): PolicyDraft {
  return {
    rules: rulesDraftOf(policy.rules),
    trusted_proxies: textOf(policy.trusted_proxies),
    forwarding_field: policy.forwarding_field,
    tenant_domain: policy.tenant_domain ?? "",
    sizes: sizesDraftOf(policy.limits),
    upstreams: policy.upstreams.map(upstreamDraftOf),
  };
}

export function policyOf(draft: PolicyDraft): PlatformPolicy {
  const domain = draft.tenant_domain.trim();
  return {
    rules: rulesOf(draft.rules),
    trusted_proxies: linesOf(draft.trusted_proxies),
    forwarding_field: draft.forwarding_field,
    limits: limitsOf(draft.sizes),
    upstreams: draft.upstreams.map(upstreamOf),
    ...(domain === "" ? {} : { tenant_domain: domain }),
  };
}
