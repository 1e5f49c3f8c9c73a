import type { GatewayRules } from "@/api/gateway";
import { linesOf, textOf } from "./lines";

/** The rules that are lists: people write them one a line. */
export const ruleLists = [
  "allowed_networks",
  "denied_networks",
  "allowed_countries",
  "denied_countries",
  "cors_origins",
] as const;

type RuleList = (typeof ruleLists)[number];

/** Rules as a form holds them: lists stay the text that was typed until they are sent. */
export type RulesDraft = Omit<GatewayRules, RuleList> & Record<RuleList, string>;

function overLists<Value>(value: (list: RuleList) => Value): Record<RuleList, Value> {
  const entries = ruleLists.map((list) => [list, value(list)]);
  return Object.fromEntries(entries) as Record<RuleList, Value>;
}

export function draftOf(rules: GatewayRules): RulesDraft {
  return { ...rules, ...overLists((list) => textOf(rules[list])) };
}

export function rulesOf(draft: RulesDraft): GatewayRules {
  return { ...draft, ...overLists((list) => linesOf(draft[list])) };
}
