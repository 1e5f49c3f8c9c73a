import { write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";
import { roles, type Role } from "./session";

export interface ScimToken {
  id: string;
  name: string;
  prefix: string;
  role: Role;
  created_at: string;
  last_used_at?: string;
  previous_until?: string;
}

/** The secret is in this reply and nowhere else, ever. */
export interface ScimTokenWithSecret extends ScimToken {
  secret: string;
}

export interface NewScimToken {
  name: string;
  role: Role;
}

/** What users may be whom a directory makes: it makes no owners. */
export const provisionedRoles = roles.filter((role) => role !== "owner");

/** Where directories send their requests. */
export const scimBase = () => `${window.location.origin}/scim/v2`;

export const scimTokensPages = (sort?: string) =>
  pagesQuery<ScimToken>("scim-tokens", "/scim/tokens", { sort });

export function createScimToken(body: NewScimToken, options: WriteOptions) {
  return write<ScimTokenWithSecret>("POST", "/scim/tokens", body, options);
}

export function rotateScimToken(id: string) {
  return write<ScimTokenWithSecret>("POST", `/scim/tokens/${id}/rotate`, {});
}

export function endScimToken(id: string) {
  return write<void>("DELETE", `/scim/tokens/${id}`);
}
