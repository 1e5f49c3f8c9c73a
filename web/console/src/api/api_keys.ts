import { write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";
import type { Role } from "./session";

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: string;
  last_used_at?: string;
  expires_at?: string;
}

/** The secret is in the reply to the creation and nowhere else, ever. */
export interface CreatedApiKey extends ApiKey {
  secret: string;
}

export interface NewApiKey {
  name: string;
  role?: Role;
  expires_at?: string;
}

export const apiKeysPages = (sort?: string) =>
  pagesQuery<ApiKey>("api-keys", "/api-keys", { sort });

export function createApiKey(body: NewApiKey, options: WriteOptions) {
  return write<CreatedApiKey>("POST", "/api-keys", body, options);
}

export function revokeApiKey(id: string) {
  return write<void>("DELETE", `/api-keys/${id}`);
}
