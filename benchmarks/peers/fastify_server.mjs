// Fastify as fast as it goes: no logger, schemas compiled for reading and for writing.
//   node fastify_server.mjs PORT

import Fastify from 'fastify';
import { echoShape } from './echo_shape.mjs';

const app = Fastify({
  logger: false,
  ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
});

const okShape = { type: 'object', properties: { ok: { type: 'boolean' } } };

app.get('/api/v1/bench/ping', { schema: { response: { 200: okShape } } },
  (request, reply) => { reply.send({ ok: true }); });

app.post('/api/v1/bench/echo', { schema: { body: echoShape, response: { 200: echoShape } } },
  (request, reply) => { reply.send(request.body); });

await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
process.on('SIGTERM', () => process.exit(0));
