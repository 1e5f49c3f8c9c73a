// oidc-provider as it gives access tokens to programs: JWTs signed with Ed25519, good for ten
// minutes, kept by its own adapter in memory.
//   node oidc_provider.mjs PORT

import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'bench',
    client_secret: 'secret-of-the-bench',
    id_token_signed_response_alg: 'EdDSA',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: 'accounts',
  }],
  scopes: ['accounts'],
  jwks: { keys: [{ ...key, alg: 'EdDSA', use: 'sig', kid: 'bench' }] },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'urn:bench',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'accounts',
        accessTokenFormat: 'jwt',
        accessTokenTTL: 600,
        jwt: { sign: { alg: 'EdDSA' } },
      }),
    },
  },
});

provider.listen(port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
