// An OpenID provider on oidc-provider: node provider.mjs PORT [SETTINGS]. Anybody signs in, by the
// name given. SETTINGS is JSON: redirect_uris, and claims, by name, in place of the usual ones.
import Provider from "oidc-provider";

const port = Number(process.argv[2]);
const { redirect_uris = ["http://127.0.0.1:1/back"], claims = {} } = JSON.parse(process.argv[3] ?? "{}");
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "basic",
      client_secret: "a secret/with:signs",
      redirect_uris,
    },
  ],
  cookies: { keys: ["of this test"] },
  claims: { openid: ["sub", "groups"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@customer.example`,
      email_verified: true,
      name: "A Person",
      groups: ["clerks", "approvers"],
      ...claims[id],
    }),
  }),
});
provider.listen(port, "127.0.0.1", () => console.log("ready"));
