// Fastify with Mercurius, queries compiled, links by loaders: one prepared statement a link and level.
// It reads the tables of platform/bench as a superuser, so that no policy is checked, outside
// transactions.
//   PGHOST=SOCKET_DIR PGUSER=… PGDATABASE=sangam node mercurius_server.mjs PORT POOL_SIZE

import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const [port, poolSize] = process.argv.slice(2, 4).map(Number);
const pool = new pg.Pool({ min: poolSize, max: poolSize, idleTimeoutMillis: 0 });
const TENANT = 2;

const schema = `
  type Shelf { id: ID! name: String! }
  type Reader { id: ID! name: String! }
  type Book { id: ID! title: String! shelf: Shelf reader: Reader }
  type Query { books(first: Int): [Book!]! }
`;

const statements = {
  books: 'SELECT id, title, shelf AS shelf_id, reader AS reader_id FROM bench.books'
    + ' WHERE tenant_id = $1 ORDER BY title, id LIMIT $2',
  shelves: 'SELECT id, name FROM bench.shelves WHERE tenant_id = $1 AND id = ANY($2)',
  readers: 'SELECT id, name FROM bench.readers WHERE tenant_id = $1 AND id = ANY($2)',
};

async function rows(name, values) {
  return (await pool.query({ name, text: statements[name], values })).rows;
}

async function load(name, ids) {
  const found = new Map();
  for (const row of await rows(name, [TENANT, [...new Set(ids)]])) found.set(row.id, row);
  return ids.map((id) => found.get(id) ?? null);
}

const app = Fastify({ logger: false });
app.register(mercurius, {
  schema,
  jit: 1,
  resolvers: { Query: { books: (_, { first = 50 }) => rows('books', [TENANT, first]) } },
  loaders: {
    Book: {
      shelf: {
        loader: (queries) => load('shelves', queries.map(({ obj }) => obj.shelf_id)),
        opts: { cache: false },
      },
      reader: {
        loader: (queries) => load('readers', queries.map(({ obj }) => obj.reader_id)),
        opts: { cache: false },
      },
    },
  },
});

await app.listen({ host: '127.0.0.1', port });
process.on('SIGTERM', () => process.exit(0));
