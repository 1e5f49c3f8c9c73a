import { write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";
import type { Role } from "./session";

/** How programs use a key: by sending its secret, or by signing each request. */
export const apiKeyKinds = ["bearer", "signing"] as const;
export type ApiKeyKind = (typeof apiKeyKinds)[number];

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: string;
  last_used_at?: string;
  expires_at?: string;
  kind: ApiKeyKind;
}

/** The secret is in the reply to the creation and nowhere else, ever; a key that signs has none. */
export interface CreatedApiKey extends ApiKey {
  secret?: string;
}

export interface NewApiKey {
  name: string;
  role?: Role;
  expires_at?: string;
  kind?: ApiKeyKind;
}

export const apiKeysPages = (sort?: string) =>
  pagesQuery<ApiKey>("api-keys", "/api-keys", { sort });

export function createApiKey(body: NewApiKey, options: WriteOptions) {
  return write<CreatedApiKey>("POST", "/api-keys", body, options);
}

export function revokeApiKey(id: string) {
  return write<void>("DELETE", `/api-keys/${id}`);
}

/** A public key by which requests are signed in the API key's name. */
export interface SigningKey {
  id: string;
  api_key: string;
  name: string;
  algorithm: string;
  created_at: string;
  ends_at?: string;
  last_used_at?: string;
}

export interface NewSigningKey {
  name: string;
  public_key: string;
}

export const signingKeysPages = (apiKey: string) =>
  pagesQuery<SigningKey>("signing-keys", `/api-keys/${apiKey}/signing-keys`);

export function registerSigningKey(apiKey: string, body: NewSigningKey, options: WriteOptions) {
  return write<SigningKey>("POST", `/api-keys/${apiKey}/signing-keys`, body, options);
}

export function revokeSigningKey(key: SigningKey) {
  return write<void>("DELETE", `/api-keys/${key.api_key}/signing-keys/${key.id}`);
}
