// Fastify and node-postgres doing what bench.note does: API key, tenant for row-level security,
// idempotency claim, the row, outbox, audit, commit. Prepared statements; the bench tries several
// values of POOL_SIZE and keeps the best. MODE is `awaited`, as node-postgres documents
// transactions, or `pipelined`, its newer mode in which a whole transaction is one round trip.
//   PGHOST=SOCKET_DIR PGUSER=bench_app PGDATABASE=bench node durable_server.mjs PORT POOL_SIZE MODE

import { createHash, randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const [port, poolSize] = process.argv.slice(2, 4).map(Number);
const pipeline = process.argv[4] === 'pipelined';
const pool = new pg.Pool({ min: poolSize, max: poolSize, idleTimeoutMillis: 0, pipeline });
const tenants = new Map([['sk_bench', '01900000-0000-7000-8000-000000000001']]);

const statements = {
  tenant: "SELECT set_config('bench.tenant', $1, true)",
  claim: 'SELECT bench.claim($1, $2, $3, $4, $5, $6)',
  insert: 'INSERT INTO bench.notes (tenant_id, id, text, created_at) VALUES ($1, $2, $3, $4)',
  outbox: 'INSERT INTO bench.outbox (tenant_id, event, payload) VALUES ($1, $2, $3)',
  audit: 'INSERT INTO bench.audit (tenant_id, at, actor, operation, request_id, target, outcome)'
    + ' VALUES ($1, $2, $3, $4, $5, $6, $7)',
  read: 'SELECT id, text, created_at FROM bench.notes WHERE tenant_id = $1 AND id = $2',
};

const prepared = (name, values) => ({ name, text: statements[name], values });

// The bytes of a UUID version 7; random bytes come in blocks, one system call a thousand ids.
let randomBlock = randomBytes(10240);
let randomUsed = 0;

function newId() {
  if (randomUsed === randomBlock.length) {
    randomBlock = randomBytes(10240);
    randomUsed = 0;
  }
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomBlock.toString('hex', randomUsed, randomUsed += 10);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(1, 4)}-8${random.slice(5, 8)}-`
    + random.slice(8);
}

// Sends BEGIN, the statements and COMMIT at once. When one fails, the database skips the rest and
// COMMIT rolls back; the first failure is thrown.
async function transactPipelined(client, queries) {
  const results = await Promise.allSettled(
    ['BEGIN', ...queries, 'COMMIT'].map((query) => client.query(query)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.slice(1, -1).map((result) => result.value);
}

async function transactAwaited(client, queries) {
  const results = [];
  await client.query('BEGIN');
  try {
    for (const query of queries) results.push(await client.query(query));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return results;
}

// One transaction; returns the results of its queries.
async function transact(queries) {
  const client = await pool.connect();
  try {
    return await (pipeline ? transactPipelined : transactAwaited)(client, queries);
  } finally {
    client.release();
  }
}

const app = Fastify({
  logger: false,
  ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
});
app.decorateRequest('tenant', '');

app.addHook('onRequest', (request, reply, done) => {
  request.tenant = tenants.get(request.headers.authorization?.slice('Bearer '.length));
  if (!request.tenant) reply.code(401).send({ code: 'unauthenticated' });
  else done();
});

const noteShape = {
  type: 'object',
  properties: {
    id: { type: 'string' }, text: { type: 'string' }, created_at: { type: 'string' },
  },
};
const newNoteShape = {
  type: 'object',
  additionalProperties: false,
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1, maxLength: 500 } },
};
const conflicts = new Map([['BN001', 409], ['BN002', 422]]);  // raised by bench.claim

app.post('/api/v1/bench/notes', {
  schema: { body: newNoteShape, response: { 201: noteShape } },
}, async (request, reply) => {
  const note = { id: newId(), text: request.body.text, created_at: new Date().toISOString() };
  const json = JSON.stringify(note);
  const hash = createHash('sha256').update(note.text).digest();
  const { tenant } = request;
  try {
    await transact([
      prepared('tenant', [tenant]),
      prepared('claim', [tenant, 'key_bench', 'bench.note', request.headers['idempotency-key'],
        hash, json]),
      prepared('insert', [tenant, note.id, note.text, note.created_at]),
      prepared('outbox', [tenant, 'bench.noted', json]),
      prepared('audit', [tenant, note.created_at, 'key_bench', 'bench.note', request.id, note.id,
        'done']),
    ]);
  } catch (error) {
    if (!conflicts.has(error.code)) throw error;
    return reply.code(conflicts.get(error.code)).send({ code: error.message });
  }
  return reply.code(201).send(note);
});

app.get('/api/v1/bench/notes/:id', {
  schema: { response: { 200: noteShape } },
}, async (request, reply) => {
  const [, found] = await transact([
    prepared('tenant', [request.tenant]), prepared('read', [request.tenant, request.params.id])]);
  if (found.rows.length === 0) return reply.code(404).send({ code: 'not_found' });
  const [row] = found.rows;
  return { id: row.id, text: row.text, created_at: row.created_at.toISOString() };
});

await app.listen({ host: '127.0.0.1', port });
process.on('SIGTERM', () => process.exit(0));
