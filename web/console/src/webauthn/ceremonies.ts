import type { NewPasskey, PasskeyCreation, PasskeyReply, PasskeyRequest } from "@/api/passkeys";
import { fromBase64Url, toBase64Url } from "./base64url";

/** What navigator.credentials.create() is asked for: a passkey that is found without a name. */
export function creationOptions(asked: PasskeyCreation): PublicKeyCredentialCreationOptions {
  return {
    challenge: fromBase64Url(asked.challenge),
    rp: { id: asked.site_id, name: asked.site_name },
    user: {
      id: fromBase64Url(asked.user_id),
      name: asked.user_name,
      displayName: asked.user_display_name,
    },
    pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: asked.existing.map((id) => ({
      type: "public-key",
      id: fromBase64Url(id),
    })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
    timeout: asked.seconds * 1000,
  };
}

/** What navigator.credentials.get() is asked for: any passkey of this site. */
export function requestOptions(asked: PasskeyRequest): PublicKeyCredentialRequestOptions {
  return {
    challenge: fromBase64Url(asked.challenge),
    rpId: asked.site_id,
    userVerification: "required",
    timeout: asked.seconds * 1000,
  };
}

function given(credential: Credential | null): PublicKeyCredential {
  if (credential === null) throw new DOMException("No passkey was given.", "NotAllowedError");
  return credential as PublicKeyCredential;
}

/** Has the browser make a passkey. Throws the browser's DOMException. */
export async function createPasskey(asked: PasskeyCreation): Promise<Omit<NewPasskey, "name">> {
  const made = given(await navigator.credentials.create({ publicKey: creationOptions(asked) }));
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    client_data: toBase64Url(response.clientDataJSON),
    authenticator_data: toBase64Url(response.getAuthenticatorData()),
  };
}

export interface PasskeyUse {
  /** Waits behind a field that is filled in, until a passkey is chosen there. */
  autofill?: boolean;
  signal?: AbortSignal;
}

/** Has the browser answer a challenge with a passkey. Throws the browser's DOMException. */
export async function answerWithPasskey(asked: PasskeyRequest, use: PasskeyUse = {}) {
  const options: CredentialRequestOptions = { publicKey: requestOptions(asked) };
  if (use.autofill) options.mediation = "conditional";
  if (use.signal !== undefined) options.signal = use.signal;
  const found = given(await navigator.credentials.get(options));
  const response = found.response as AuthenticatorAssertionResponse;
  return {
    credential_id: toBase64Url(found.rawId),
    client_data: toBase64Url(response.clientDataJSON),
    authenticator_data: toBase64Url(response.authenticatorData),
    signature: toBase64Url(response.signature),
  } satisfies PasskeyReply;
}
