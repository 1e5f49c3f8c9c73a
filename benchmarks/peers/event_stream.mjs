// What the brokers' programs share: how far a publisher may be ahead of its consumer, and the clock.

const aheadMost = 20_000; // as ours

/** About what an event of ours carries. */
export const payload = Buffer.from(JSON.stringify({ text: "x".repeat(100), number: 1 }));

/** Publishes batches, one after the other, as fast as the consumer follows. */
export function windowed(batch, publish) {
  let sent = 0;
  let done = 0;
  let wake = () => {};
  const until = async (ready) => {
    while (!ready()) await new Promise((resolve) => (wake = resolve));
  };
  return {
    consumed(count) {
      done += count;
      wake();
    },
    async run(seconds) {
      const start = process.hrtime.bigint();
      const elapsed = () => Number(process.hrtime.bigint() - start) / 1e9;
      while (elapsed() < seconds) {
        await until(() => sent - done <= aheadMost);
        await publish();
        sent += batch;
      }
      await until(() => done === sent);
      return sent / elapsed();
    },
  };
}
