import type { MessageId } from "@/messages/en";
import type { Translate } from "@/messages/use_t";

/** What an area of permissions is about, as the menu calls it. */
const areas = new Map<string, MessageId>(
  Object.entries({
    access: "roles.area_access",
    api_keys: "nav.api_keys",
    approvals: "nav.approvals",
    audit: "nav.audit",
    events: "nav.events",
    gateway: "nav.gateway",
    jobs: "nav.jobs",
    "ledger.accounts": "nav.accounts",
    "ledger.imports": "nav.imports",
    "ledger.ledgers": "nav.ledgers",
    "ledger.payouts": "roles.area_payouts",
    "ledger.transfers": "nav.transfers",
    oauth_clients: "nav.oauth_clients",
    roles: "nav.roles",
    sagas: "nav.sagas",
    scim: "nav.provisioning",
    sign_on: "nav.sign_on",
    teams: "nav.teams",
    tenant: "nav.organisation",
    users: "nav.users",
    webhooks: "nav.webhooks",
  }),
);

const rights = new Map<string, MessageId>(
  Object.entries({
    read: "roles.right_read",
    write: "roles.right_write",
    decide: "roles.right_decide",
  }),
);

/** An area for people; by its own name where it is new. */
export function areaName(area: string, t: Translate): string {
  const id = areas.get(area);
  return id === undefined ? area : t(id);
}

/** What may be done in an area. */
export function rightName(permission: string, t: Translate): string {
  const right = permission.slice(permission.indexOf(":") + 1);
  const id = rights.get(right);
  return id === undefined ? right : t(id);
}
