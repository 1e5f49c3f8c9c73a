// What a team would put before its API with Fastify: TLS, an API key looked up by its hash, a limit
// for the tenant and one for the key, a hundred routes.
//   node gateway_fastify.mjs PORT CERTIFICATE KEY API_KEY

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import rateLimit from '@fastify/rate-limit';

const [port, certificate, key, apiKey] = process.argv.slice(2);
const app = Fastify({
  logger: false,
  https: { cert: readFileSync(certificate), key: readFileSync(key), minVersion: 'TLSv1.3' },
});

const hashOf = (text) => createHash('sha256').update(text).digest('base64');
const keys = new Map([[hashOf(`Bearer ${apiKey}`), { key: 'key', tenant: 'tenant' }]]);

app.decorateRequest('identity', null);
app.addHook('onRequest', (request, reply, done) => {
  request.identity = keys.get(hashOf(request.headers.authorization ?? '')) ?? null;
  if (request.identity === null) reply.code(401).send({ code: 'unauthenticated' });
  else done();
});

await app.register(rateLimit, { global: false });
const ofTenant = app.createRateLimit({
  max: 90_000_000, timeWindow: 60_000, keyGenerator: (request) => request.identity.tenant });
const ofKey = app.createRateLimit({
  max: 60_000_000, timeWindow: 60_000, keyGenerator: (request) => request.identity.key });
app.addHook('onRequest', async (request, reply) => {
  const tenant = await ofTenant(request);
  const own = await ofKey(request);
  if (tenant.isExceeded || own.isExceeded) return reply.code(429).send({ code: 'too_many' });
  reply.header('ratelimit', `"tenant";r=${tenant.remaining}, "key";r=${own.remaining}`);
  return undefined;
});

const okShape = { type: 'object', properties: { ok: { type: 'boolean' } } };
const answer = (request, reply) => { reply.send({ ok: true }); };
app.get('/api/v1/bench/ping', { schema: { response: { 200: okShape } } }, answer);
for (let i = 1; i < 100; ++i)
  app.get(`/api/v1/route${i}/:id/part`, { schema: { response: { 200: okShape } } }, answer);

await app.listen({ host: '127.0.0.1', port: Number(port) });
process.on('SIGTERM', () => process.exit(0));
