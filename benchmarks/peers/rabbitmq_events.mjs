// Events through RabbitMQ: persistent messages into a durable queue, confirmed a batch at a time, as
// many as a consumer follows. Prints how many a second were acknowledged by the consumer.
//
//   node rabbitmq_events.mjs URL BATCH SECONDS

import { connect } from "amqplib";
import { payload, windowed } from "./event_stream.mjs";

const [url, batch, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const connection = await connect(url);
const publisher = await connection.createConfirmChannel();
const consumer = await connection.createChannel();
const queue = "events";
await publisher.assertQueue(queue, { durable: true });
await consumer.prefetch(10 * batch);

const stream = windowed(batch, async () => {
  for (let i = 0; i < batch; ++i) publisher.sendToQueue(queue, payload, { persistent: true });
  await publisher.waitForConfirms();
});
let received = 0;
await consumer.consume(queue, (message) => {
  if (++received % batch !== 0) return;
  consumer.ack(message, true); // and all before it
  stream.consumed(batch);
});
console.log(JSON.stringify({ per_second: await stream.run(seconds) }));
await connection.close();
