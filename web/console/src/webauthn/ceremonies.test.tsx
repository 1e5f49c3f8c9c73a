import { afterEach, expect, it, vi } from "vitest";
import { fromBase64Url } from "./base64url";
import { answerWithPasskey, createPasskey, creationOptions } from "./ceremonies";

const bytes = (...values: number[]) => new Uint8Array(values).buffer;
const asked = { challenge: "AQID", site_id: "bank.example", seconds: 300 };

function withCredentials(container: Partial<CredentialsContainer>) {
  Object.defineProperty(navigator, "credentials", { value: container, configurable: true });
}

afterEach(() => withCredentials({}));

const creation = {
  ...asked,
  site_name: "Bank",
  user_id: "BAUG",
  user_name: "ann@bank.example",
  user_display_name: "Ann",
  algorithms: [-7, -8, -257],
  existing: ["_-8"],
};

it("asks for a passkey that is found without a name and verified", () => {
  const options = creationOptions(creation);
  expect(options.authenticatorSelection).toEqual({
    residentKey: "required",
    userVerification: "required",
  });
  expect(options.attestation).toBe("none");
  expect(options.user.id).toEqual(bytes(4, 5, 6));
  expect(options.excludeCredentials).toEqual([{ type: "public-key", id: bytes(0xff, 0xef) }]);
  expect(options.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-7, -8, -257]);
});

it("gives what a new passkey replied as base64url", async () => {
  const response = { clientDataJSON: bytes(1), getAuthenticatorData: () => bytes(0xff, 0xfe) };
  withCredentials({ create: vi.fn().mockResolvedValue({ response }) });
  expect(await createPasskey(creation)).toEqual({ client_data: "AQ", authenticator_data: "__4" });
});

it("lets any passkey of the site answer, and gives the answer as base64url", async () => {
  const response = {
    clientDataJSON: bytes(1),
    authenticatorData: bytes(2),
    signature: bytes(0xfb, 0xff),
  };
  const get = vi.fn().mockResolvedValue({ rawId: bytes(3), response });
  withCredentials({ get });
  const { signal } = new AbortController();
  expect(await answerWithPasskey(asked, { autofill: true, signal })).toEqual({
    credential_id: "Aw",
    client_data: "AQ",
    authenticator_data: "Ag",
    signature: "-_8",
  });
  expect(get).toHaveBeenCalledWith({
    mediation: "conditional",
    signal,
    publicKey: {
      challenge: fromBase64Url("AQID"),
      rpId: "bank.example",
      userVerification: "required",
      timeout: 300_000,
    },
  });
});

it("takes no passkey for a refusal", async () => {
  withCredentials({ get: vi.fn().mockResolvedValue(null) });
  await expect(answerWithPasskey(asked)).rejects.toMatchObject({ name: "NotAllowedError" });
});
