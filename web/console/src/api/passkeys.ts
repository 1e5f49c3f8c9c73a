import { write } from "./http";
import { ProblemError } from "./problem";

/** What to ask navigator.credentials.get() for; bytes are base64url. */
export interface PasskeyRequest {
  challenge: string;
  site_id: string;
  seconds: number;
}

/** What navigator.credentials.get() replied. */
export interface PasskeyReply {
  credential_id: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
}

/** What to ask navigator.credentials.create() for. */
export interface PasskeyCreation extends PasskeyRequest {
  site_name: string;
  user_id: string;
  user_name: string;
  user_display_name: string;
  algorithms: number[];
  existing: string[];
}

export interface NewPasskey {
  name: string;
  client_data: string;
  authenticator_data: string;
}

/** For a sign-in. */
export function askPasskey() {
  return write<PasskeyRequest>("POST", "/session/passkey-challenge");
}

/** For a fresh proof. */
export function askProof() {
  return write<PasskeyRequest>("POST", "/session/proof-challenge");
}

/** A passkey that is refused says nothing of the session that one has: it gets a code of its own. */
export async function refusedApart<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "unauthenticated") throw error;
    throw new ProblemError({ ...error.problem, code: "passkey_refused" });
  }
}
