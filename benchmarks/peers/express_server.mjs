// Express with what costs time and is not asked for switched off.
//   node express_server.mjs PORT

import express from 'express';

const app = express();
app.disable('x-powered-by');
app.disable('etag');

app.get('/api/v1/bench/ping', (request, response) => { response.json({ ok: true }); });

app.post('/api/v1/bench/echo', express.json(), (request, response) => {
  response.json(request.body);
});

app.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
