// npm ws as fast as it goes: no compression, one text made for everybody. It speaks as much of
// docs/guides/websocket.md as the bench needs; a POST tells its body to all who subscribed.
//   node ws_server.mjs PORT

import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (piece) => { body += piece; });
  request.on('end', () => {
    tell(JSON.parse(body));
    response.writeHead(201, { 'Content-Length': 2 }).end('{}');
  });
});
const sockets = new WebSocketServer({ server, path: '/ws', perMessageDeflate: false });
const subscribers = new Set();
let position = 0;

// As long as what is told of an event.
function tell({ text }) {
  position += 1;
  const message = JSON.stringify({
    type: 'next', id: '1', event: String(position),
    data: {
      id: 'event_01m7ytgbpef7das0cvjves6t7d', position, stream: 'note_01m7ytgbpef7das0cvjves6t7d',
      type: 'bench.note.written', version: 1, occurred_at: new Date().toISOString(),
      payload: { id: 'note_01m7ytgbpef7das0cvjves6t7d', text },
      trace_id: '019d3dc82ece39d4ac81cdcad3cc98ed',
    },
  });
  for (const socket of subscribers) socket.send(message);
}

sockets.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('close', () => subscribers.delete(socket));
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.type === 'ping') socket.send('{"type":"pong"}');
    if (message.type !== 'subscribe') return;
    subscribers.add(socket);
    socket.send(JSON.stringify({ type: 'subscribed', id: message.id }));
  });
});

server.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
