import { queryOptions } from "@tanstack/react-query";
import { get, write, type WriteOptions } from "./http";
import { pagesQuery, type Page } from "./page";
import { ProblemError } from "./problem";
import type { Session } from "./session";

export const protocols = ["oidc", "saml"] as const;
export type Protocol = (typeof protocols)[number];

/** Never owner: who runs a directory would run the tenant. */
export const givenRoles = ["admin", "member", "auditor"] as const;
export type GivenRole = (typeof givenRoles)[number];

export interface GroupRole {
  group: string;
  role: GivenRole;
}

/** How one identity provider of the tenant signs people in. */
export interface Connection {
  id: string;
  name: string;
  protocol: Protocol;
  enabled: boolean;
  /** What the identity provider must know of us. */
  ours: {
    redirect_uri: string;
    entity_id: string;
    consumer_url: string;
    metadata_url: string;
    start_url: string;
  };
  issuer?: string;
  client_id?: string;
  has_client_secret: boolean;
  metadata_url?: string;
  entity_id?: string;
  sign_on_url?: string;
  certificates: { fingerprint: string; valid_until?: string }[];
  email_attribute?: string;
  name_attribute?: string;
  groups_attribute?: string;
  default_role: GivenRole;
  group_roles: GroupRole[];
  creates_users: boolean;
  required: boolean;
  begins_there: boolean;
  created_at: string;
  changed_at: string;
}

export type ConnectionChange = Partial<
  Pick<
    Connection,
    | "name"
    | "issuer"
    | "client_id"
    | "metadata_url"
    | "entity_id"
    | "sign_on_url"
    | "email_attribute"
    | "name_attribute"
    | "groups_attribute"
    | "default_role"
    | "group_roles"
    | "creates_users"
    | "required"
    | "begins_there"
  >
> & { client_secret?: string; metadata?: string; certificates?: string[] };

export interface TrialLine {
  step: "settings" | "provider" | "answer" | "address" | "name" | "role";
  outcome: "good" | "advice" | "wrong";
  detail: string;
}

/** What came of trying a connection out. */
export interface Trial {
  at: string;
  passed: boolean;
  lines: TrialLine[];
}

export interface Domain {
  id: string;
  domain: string;
  connection: string;
  record_name: string;
  record_text: string;
  checked_at?: string;
  verified_at?: string;
  /** Since when the record of a proven one has not been there. */
  missing_since?: string;
}

const base = "/sign-on/connections";

export const connectionsPages = () => pagesQuery<Connection>("sign-on", base);

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ["sign-on", "one", id],
    queryFn: ({ signal }) => get<Connection>(`${base}/${id}`, {}, signal),
  });

/** A member whom an identity provider signs in. */
export interface LinkedMember {
  user: string;
  name: string;
  email: string;
  /** What the identity provider calls them. */
  subject: string;
  created_at: string;
  seen_at: string;
}

export const linkedMembersPages = (connection: string, search?: string) =>
  pagesQuery<LinkedMember>("sign-on-members", `${base}/${connection}/members`, { search });

/** Whoever signs in there next with the member's address is the member again. */
export function unlinkMember(connection: string, user: string) {
  return write<void>("DELETE", `${base}/${connection}/members/${user}`);
}

/** Null before the first. */
export const trialQuery = (id: string) =>
  queryOptions({
    queryKey: ["sign-on", "trial", id],
    queryFn: async ({ signal }): Promise<Trial | null> => {
      try {
        return await get<Trial>(`${base}/${id}/trial`, {}, signal);
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status === 404) return null;
        throw error;
      }
    },
  });

/** All of the tenant's: there are few. */
export const domainsQuery = queryOptions({
  queryKey: ["sign-on", "domains"],
  queryFn: async ({ signal }) =>
    (await get<Page<Domain>>("/sign-on/domains", { limit: 200 }, signal)).items,
});

export function createConnection(
  body: { name: string; protocol: Protocol },
  options: WriteOptions,
) {
  return write<Connection>("POST", base, body, options);
}
export function changeConnection(id: string, body: ConnectionChange) {
  return write<Connection>("PATCH", `${base}/${id}`, body);
}
export function switchConnection(id: string, on: boolean) {
  return write<Connection>("POST", `${base}/${id}/${on ? "enable" : "disable"}`);
}
export function removeConnection(id: string) {
  return write<void>("DELETE", `${base}/${id}`);
}
export function beginTrial(id: string) {
  return write<{ location?: string; trial?: Trial }>("POST", `${base}/${id}/trial`);
}
export function addDomain(domain: string, connection: string) {
  return write<Domain>("POST", "/sign-on/domains", { domain, connection });
}
export function verifyDomain(id: string) {
  return write<Domain>("POST", `/sign-on/domains/${id}/verify`);
}
export function removeDomain(id: string) {
  return write<void>("DELETE", `/sign-on/domains/${id}`);
}

/** Where people of an address sign in; nothing: with a password. */
export function discoverSignOn(email: string) {
  return write<{ connection?: string; name?: string }>("POST", "/sign-on/discover", { email });
}
export function startSignOn(body: { connection: string; next?: string; email?: string }) {
  return write<{ location: string }>("POST", "/sign-on/start", body);
}

/** What the browser brought back from an identity provider. */
export interface Answer {
  connection: string;
  state: string;
  answer?: string;
  code?: string;
  iss?: string;
  error?: string;
  error_description?: string;
}
export function finishSignOn(answer: Answer) {
  return write<{ session?: Session; next: string; tried?: string }>(
    "POST",
    "/sign-on/finish",
    answer,
  );
}
