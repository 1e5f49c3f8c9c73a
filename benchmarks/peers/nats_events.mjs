// Events through NATS JetStream: published a batch at a time, each batch confirmed, to a durable
// consumer that acknowledges all up to a message. Prints how many a second it acknowledged.
//
//   node nats_events.mjs URL BATCH SECONDS

import { AckPolicy, connect, RetentionPolicy, StorageType } from "nats";
import { payload, windowed } from "./event_stream.mjs";

const [url, batch, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const connection = await connect({ servers: url });
const manager = await connection.jetstreamManager();
const jetstream = connection.jetstream();
const name = `events${Date.now()}`;
await manager.streams.add({
  name,
  subjects: [name],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
});
await manager.consumers.add(name, { durable_name: "reader", ack_policy: AckPolicy.All });

const stream = windowed(batch, () =>
  Promise.all(Array.from({ length: batch }, () => jetstream.publish(name, payload))),
);
const consumer = await jetstream.consumers.get(name, "reader");
const messages = await consumer.consume({ max_messages: 10 * batch });
let received = 0;
void (async () => {
  for await (const message of messages) {
    if (++received % batch !== 0) continue;
    message.ack();
    stream.consumed(batch);
  }
})();
console.log(JSON.stringify({ per_second: await stream.run(seconds) }));
await messages.close();
await manager.streams.delete(name);
await connection.close();
