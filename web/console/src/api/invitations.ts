import { write } from "./http";
import { pagesQuery } from "./page";
import { roleField } from "./roles";
import type { Session } from "./session";

export interface Invitation {
  id: string;
  email: string;
  /** A built-in role, or the id of one of the tenant's own. */
  role: string;
  invited_by: string;
  created_at: string;
  expires_at: string;
}

/** An invitation as its mail's reader may see it. */
export interface OpenInvitation {
  email: string;
  tenant: string;
  /** A built-in role, or the name of one of the tenant's own. */
  role: string;
  invited_by: string;
  has_account: boolean;
  password_min_length: number;
  expires_at: string;
}

export const invitationsPages = () => pagesQuery<Invitation>("invitations", "/invitations");

export function invite({ email, role }: { email: string; role: string }) {
  return write<Invitation>("POST", "/invitations", { email, ...roleField(role) });
}

export function resendInvitation(id: string) {
  return write<Invitation>("POST", `/invitations/${id}/resend`);
}

export function withdrawInvitation(id: string) {
  return write<void>("DELETE", `/invitations/${id}`);
}

export function readInvitation(token: string) {
  return write<OpenInvitation>("POST", "/invitation", { token });
}

export interface Acceptance {
  token: string;
  name: string;
  password: string;
  /** Of an account with a second factor. */
  code?: string;
}

export function acceptInvitation(body: Acceptance) {
  return write<Session>("POST", "/invitation/accept", body);
}
