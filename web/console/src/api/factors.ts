import { queryOptions } from "@tanstack/react-query";
import { get, pathWith, write } from "./http";
import type { NewPasskey, PasskeyCreation } from "./passkeys";

export interface Passkey {
  id: string;
  name: string;
  /** Whether it is on other devices of its owner too. */
  backed_up: boolean;
  created_at: string;
  used_at?: string;
}

/** One's own second factors. */
export interface Factors {
  app?: { confirmed_at: string; used_at?: string };
  passkeys: Passkey[];
  recovery_codes: number;
}

/** What an added factor brings; the codes, with the first factor, are in no later reply. */
export interface AddedFactor {
  passkey?: Passkey;
  recovery_codes: string[];
}

export const factorsQuery = queryOptions({
  queryKey: ["factors"],
  queryFn: ({ signal }) => get<Factors>("/factors", {}, signal),
});

/** A new secret: base32 to type, and the same as otpauth:// for a QR code. */
export function beginApp() {
  return write<{ secret: string; uri: string }>("POST", "/factors/app");
}

export function confirmApp(code: string) {
  return write<AddedFactor>("PUT", "/factors/app", { code });
}

export function removeApp() {
  return write<void>("DELETE", "/factors/app");
}

export function beginPasskey() {
  return write<PasskeyCreation>("POST", "/factors/passkey-challenge");
}

export function addPasskey(body: NewPasskey) {
  return write<AddedFactor>("POST", "/factors/passkeys", body);
}

export function renamePasskey(id: string, name: string) {
  return write<Passkey>("PATCH", `/factors/passkeys/${id}`, { name });
}

export function removePasskey(id: string) {
  return write<void>("DELETE", `/factors/passkeys/${id}`);
}

export function renewRecoveryCodes() {
  return write<{ codes: string[] }>("POST", "/factors/recovery-codes");
}

/** Of somebody who has lost theirs, and whose account the tenant manages. */
export function resetFactors(user: string, reason: string) {
  return write<void>("DELETE", pathWith(`/users/${user}/factors`, { reason }));
}
