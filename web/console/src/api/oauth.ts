import { write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";

export const authentications = [
  "client_secret",
  "private_key_jwt",
  "tls_client_auth",
  "none",
] as const;
export type ClientAuthentication = (typeof authentications)[number];

export const grantTypes = [
  "authorization_code",
  "refresh_token",
  "client_credentials",
  "device_code",
  "token_exchange",
] as const;
export type GrantType = (typeof grantTypes)[number];

export const identityScopes = ["openid", "profile", "email", "offline_access"] as const;

export interface OAuthClient {
  id: string;
  name: string;
  authentication: ClientAuthentication;
  grant_types: GrantType[];
  scopes: string[];
  redirect_uris: string[];
  previous_until?: string;
  created_at: string;
  changed_at: string;
}

/** The secret is in this reply and nowhere else, ever. */
export interface OAuthClientWithSecret {
  client: OAuthClient;
  secret?: string;
}

export interface NewOAuthClient {
  name: string;
  authentication: ClientAuthentication;
  grant_types: GrantType[];
  scopes: string[];
  redirect_uris?: string[];
  jwks_uri?: string;
}

export const oauthClientsPages = () => pagesQuery<OAuthClient>("oauth-clients", "/oauth/clients");

export function createOAuthClient(body: NewOAuthClient, options: WriteOptions) {
  return write<OAuthClientWithSecret>("POST", "/oauth/clients", body, options);
}

export function rotateOAuthSecret(id: string) {
  return write<OAuthClientWithSecret>("POST", `/oauth/clients/${id}/rotate-secret`);
}

export function removeOAuthClient(id: string) {
  return write<void>("DELETE", `/oauth/clients/${id}`);
}

/** What a client asks of the person who was sent to /authorize. */
export interface OpenedAuthorization {
  client_name: string;
  tenant_name: string;
  tenant_slug: string;
  scopes: string[];
  withheld: string[];
  next: "sign_in" | "sign_in_again" | "other_tenant" | "consent" | "none";
  silent: boolean;
  login_hint?: string;
  expires_at: string;
}

export type Denial =
  "access_denied" | "login_required" | "consent_required" | "interaction_required";

export function openAuthorization(request: string) {
  return write<OpenedAuthorization>("POST", "/oauth/authorizations/open", { request });
}

export function approveAuthorization(request: string, consents: boolean) {
  return write<{ location: string }>("POST", "/oauth/authorizations/approve", {
    request,
    consents,
  });
}

export function denyAuthorization(request: string, reason: Denial) {
  return write<{ location: string }>("POST", "/oauth/authorizations/deny", { request, reason });
}

export interface WaitingDevice {
  client_name: string;
  scopes: string[];
  expires_at: string;
}

export function openDevice(user_code: string) {
  return write<WaitingDevice>("POST", "/oauth/devices/open", { user_code });
}

export function decideDevice(user_code: string, approve: boolean) {
  return write<void>("POST", "/oauth/devices/decide", { user_code, approve });
}

/** Signs out of the clients that this session signed in to; the session itself goes on. */
export function endOAuthSession(request: string | undefined) {
  return write<{ location?: string }>("POST", "/oauth/sessions/end", { request });
}
