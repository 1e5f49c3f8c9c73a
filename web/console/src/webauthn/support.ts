const loopback = /^(127(\.\d{1,3}){3}|\[::1\])$/;
const address = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/i;

/**
 * Whether passkeys work here: `named` where the browser has them and the page is opened by a name;
 * `loopback` where only the name is missing, on this machine; else `none`. A passkey is bound to a
 * name (WebAuthn §5.1.2): an IP address has none.
 */
export type PasskeySupport = "named" | "loopback" | "none";

export function passkeySupport(at: Location = window.location): PasskeySupport {
  if (typeof window.PublicKeyCredential !== "function") return "none";
  if (loopback.test(at.hostname)) return "loopback";
  return address.test(at.hostname) ? "none" : "named";
}

/** The same page under the name of this machine. */
export function namedOrigin(at: Location = window.location): string {
  return `${at.protocol}//localhost${at.port === "" ? "" : `:${at.port}`}`;
}

/** Whether the browser offers passkeys where a name is typed (WebAuthn §5.1.7). */
export async function offersAutofill(): Promise<boolean> {
  if (passkeySupport() !== "named") return false;
  return (await window.PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}
