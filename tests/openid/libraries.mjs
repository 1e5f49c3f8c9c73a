// Whole flows by published libraries. Reads {url, cookie, clients} from standard input, and prints a
// line of JSON for each flow that went as the library wants it. Any disagreement throws.

import * as jose from "jose";
import * as oauth from "oauth4webapi";
import * as oidc from "openid-client";
import { readFileSync } from "node:fs";

const { url, cookie, clients, keys } = JSON.parse(readFileSync(0, "utf8"));
const redirect = "https://app.example/callback";
const insecure = { execute: [oidc.allowInsecureRequests] };

const tell = (flow, facts = {}) => console.log(JSON.stringify({ flow, ...facts }));

function must(condition, what) {
  if (!condition) throw new Error(what);
}

/** A call of the person's browser to our API. */
async function api(path, body) {
  const reply = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: { Cookie: cookie, Origin: url, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await reply.text();
  must(reply.ok, `${path}: ${text}`);
  return text === "" ? {} : JSON.parse(text);
}

/** What a person does with an authorization URL: the address they come back to. */
async function person(address) {
  const sent = await fetch(address, { redirect: "manual" });
  must(sent.status === 303, `authorize answered ${sent.status}`);
  const page = new URL(sent.headers.get("location"), url);
  must(page.pathname === "/authorize" && page.searchParams.has("request"), `sent to ${page}`);
  const { location } = await api("/oauth/authorizations/approve", {
    request: page.searchParams.get("request"),
    consents: true,
  });
  return new URL(location);
}

const discover = (client, authentication) =>
  oidc.discovery(new URL(url), client.id, { id_token_signed_response_alg: client.algorithm },
    authentication ?? oidc.ClientSecretBasic(client.secret), insecure);

async function codeFlow(config, { scope, pushed = false, DPoP } = {}) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const parameters = {
    redirect_uri: redirect,
    scope: scope ?? "openid profile email offline_access users:read",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  };
  const address = pushed
    ? await oidc.buildAuthorizationUrlWithPAR(config, parameters, { DPoP })
    : oidc.buildAuthorizationUrl(config, parameters);
  const tokens = await oidc.authorizationCodeGrant(
    config,
    await person(address),
    { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
      maxAge: 3600 },
    undefined,
    { DPoP },
  );
  return tokens;
}

async function code() {
  const config = await discover(clients.web);
  const tokens = await codeFlow(config);
  const { sub } = tokens.claims();
  const told = await oidc.fetchUserInfo(config, tokens.access_token, sub);
  must(told.email && told.name, "userinfo tells nothing");
  const set = jose.createRemoteJWKSet(new URL(`${url}/oauth/jwks`));
  await jose.jwtVerify(tokens.id_token, set, { issuer: url, audience: clients.web.id });
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  must(fresh.claims().sub === sub, "a refresh is of somebody else");
  await oidc.refreshTokenGrant(config, tokens.refresh_token).then(
    () => must(false, "a refresh token was good twice"),
    (error) => must(error.error === "invalid_grant", String(error)),
  );
  const ended = await oidc.tokenIntrospection(config, fresh.access_token);
  must(ended.active === false, "reuse did not end the family");
  tell("code");
}

async function es256() {
  const tokens = await codeFlow(await discover(clients.es256));
  must(jose.decodeProtectedHeader(tokens.id_token).alg === "ES256", "signed by another algorithm");
  tell("es256");
}

async function pushedWithProof() {
  const config = await discover(clients.web);
  const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair("ES256"));
  const tokens = await codeFlow(config, { pushed: true, DPoP });
  must(tokens.token_type === "dpop", `token_type is ${tokens.token_type}`);
  const users = new URL(`${url}/api/v1/users`);
  const call = (options) =>
    oidc.fetchProtectedResource(config, tokens.access_token, users, "GET", undefined, undefined,
      options);
  must((await call({ DPoP })).status === 200, "a bound token does not open the API");
  const plain = await fetch(users, { headers: { Authorization: `Bearer ${tokens.access_token}` } });
  must(plain.status === 401, "a bound token is good without its key");
  const thief = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair("ES256"));
  const stolen = await call({ DPoP: thief }).catch((error) => error);
  must((stolen.status ?? stolen.response?.status) === 401, "a bound token is good with another key");
  await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub, { DPoP });
  await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP: thief }).then(
    () => must(false, "a refresh token is good with another key"),
    (error) => must(error.error === "invalid_grant", String(error)),
  );
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
  must(fresh.token_type === "dpop", "a refresh lost its key");
  tell("pushed_with_proof");
}

async function replayedProof() {
  const { privateKey, publicKey } = await jose.generateKeyPair("ES256");
  const jwk = await jose.exportJWK(publicKey);
  const prove = (claims) =>
    new jose.SignJWT({ htm: "POST", htu: `${url}/oauth/token`, jti: crypto.randomUUID(), ...claims })
      .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk })
      .setIssuedAt(claims.iat)
      .sign(privateKey);
  const ask = async (proof) => {
    const reply = await fetch(`${url}/oauth/token`, {
      method: "POST",
      headers: { DPoP: proof },
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: clients.service.id,
        client_secret: clients.service.secret }),
    });
    return { nonce: reply.headers.get("dpop-nonce"), ...(await reply.json()) };
  };
  const first = await ask(await prove({}));
  must(first.error === "use_dpop_nonce" && first.nonce, "no nonce is asked for");
  const proof = await prove({ nonce: first.nonce });
  must((await ask(proof)).token_type === "DPoP", "a good proof is refused");
  const now = Math.floor(Date.now() / 1000);
  for (const [what, wrong] of Object.entries({
    "the same again": proof,
    "another method": await prove({ nonce: first.nonce, htm: "GET" }),
    "another address": await prove({ nonce: first.nonce, htu: `${url}/oauth/par` }),
    "too old": await prove({ nonce: first.nonce, iat: now - 300 }),
    "no proof": "x",
  })) {
    must((await ask(wrong)).error === "invalid_dpop_proof", `${what} is taken`);
  }
  must((await ask(await prove({ nonce: "made up" }))).error === "use_dpop_nonce", "any nonce is good");
  tell("replayed_proof");
}

async function device() {
  const config = await discover(clients.device, oidc.None());
  const begun = await oidc.initiateDeviceAuthorization(config, { scope: "openid offline_access" });
  await api("/oauth/devices/decide", { user_code: begun.user_code, approve: true });
  const tokens = await oidc.pollDeviceAuthorizationGrant(config, { ...begun, interval: 1 });
  must(tokens.claims().sub && tokens.refresh_token, "a device gets no tokens");
  tell("device");
}

async function exchange() {
  const tokens = await codeFlow(await discover(clients.web));
  const service = await discover(clients.service);
  const made = await oidc.genericGrantRequest(
    service,
    "urn:ietf:params:oauth:grant-type:token-exchange",
    {
      subject_token: tokens.access_token,
      subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
      scope: "users:read",
    },
  );
  const claims = jose.decodeJwt(made.access_token);
  must(claims.act.sub === clients.service.id && claims.sub === tokens.claims().sub, "wrong actor");
  tell("exchange");
}

async function signedAssertion() {
  const key = await jose.importJWK(keys.private, "EdDSA");
  for (const client of [clients.signing, clients.publishing]) {
    const config = await discover(client, oidc.PrivateKeyJwt({ key, kid: keys.private.kid }));
    const tokens = await oidc.clientCredentialsGrant(config);
    must(tokens.access_token, "a signed assertion is refused");
  }
  const assertion = (claims) =>
    new jose.SignJWT({ jti: crypto.randomUUID(), ...claims })
      .setProtectedHeader({ alg: "EdDSA", kid: keys.private.kid })
      .setIssuer(clients.signing.id)
      .setSubject(claims.sub ?? clients.signing.id)
      .setAudience(claims.aud ?? url)
      .setExpirationTime(claims.exp ?? "1m")
      .sign(key);
  const ask = async (text) => {
    const reply = await fetch(`${url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_assertion: text,
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" }),
    });
    return reply.json();
  };
  const once = await assertion({});
  must((await ask(once)).access_token, "a good assertion is refused");
  for (const [what, text] of Object.entries({
    "the same again": once,
    "another audience": await assertion({ aud: "https://elsewhere.example" }),
    "another subject": await assertion({ sub: clients.web.id }),
    "one without an id": await assertion({ jti: undefined }),
    "one that lasts": await assertion({ exp: "2d" }),
    "an expired one": await assertion({ exp: "-5m" }),
  })) {
    must((await ask(text)).error === "invalid_client", `${what} is taken`);
  }
  tell("signed_assertion");
}

async function strictly() {
  const issuer = new URL(url);
  const options = { [oauth.allowInsecureRequests]: true };
  const server = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { ...options, algorithm: "oauth2" }),
  );
  const client = { client_id: clients.service.id };
  const reply = await oauth.clientCredentialsGrantRequest(
    server, client, oauth.ClientSecretPost(clients.service.secret), { scope: "users:read" }, options);
  const tokens = await oauth.processClientCredentialsResponse(server, client, reply);
  const request = new Request(`${url}/api/v1/users`, {
    headers: { Authorization: `Bearer ${tokens.access_token}` },
  });
  const claims = await oauth.validateJwtAccessToken(server, request, url, options);
  must(claims.client_id === clients.service.id, "the token is of another client");
  const gone = await oauth.revocationRequest(
    server, client, oauth.ClientSecretPost(clients.service.secret), tokens.access_token, options);
  await oauth.processRevocationResponse(gone);
  must((await fetch(request)).status === 401, "a revoked token opens the API");
  tell("strictly");
}

for (const flow of [code, es256, pushedWithProof, replayedProof, device, exchange, signedAssertion,
  strictly]) {
  await flow();
}
