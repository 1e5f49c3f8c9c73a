import { identityScopes, type GrantType, type NewOAuthClient } from "@/api/oauth";

/** What people make clients for; the API knows more ways to put one together. */
export const kinds = ["web", "native", "service", "device"] as const;
export type ClientKind = (typeof kinds)[number];

export interface ClientForm {
  name: string;
  kind: ClientKind;
  /** One a line. */
  redirects: string;
  /** Permissions, beside what signing people in needs. */
  scopes: string[];
}

const grants: Record<ClientKind, GrantType[]> = {
  web: ["authorization_code", "refresh_token"],
  native: ["authorization_code", "refresh_token"],
  service: ["client_credentials"],
  device: ["device_code", "refresh_token"],
};

export function newClient(form: ClientForm): NewOAuthClient {
  const signsPeopleIn = form.kind !== "service";
  const redirects = form.redirects
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return {
    name: form.name.trim(),
    authentication: form.kind === "web" || form.kind === "service" ? "client_secret" : "none",
    grant_types: grants[form.kind],
    scopes: [...(signsPeopleIn ? identityScopes : []), ...form.scopes],
    ...(form.kind === "web" || form.kind === "native" ? { redirect_uris: redirects } : {}),
  };
}
