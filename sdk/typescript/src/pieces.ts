import { typed } from "./caller.ts";
import type { Timer } from "./timer.ts";

export interface Source {
  operation: string;
  body: ReadableStream<Uint8Array>;
  /** Restarted for each piece: it counts only while the server is waited for. */
  timer: Timer;
  signal: AbortSignal | undefined;
}

/** The same bytes; a connection that goes quiet or breaks is an error of ours. */
export function watched(source: Source): ReadableStream<Uint8Array> {
  const { operation, body, timer, signal } = source;
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        timer.restart(timer.ms);
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(typed(operation, error, timer, signal));
        } finally {
          timer.stop();
        }
      },
      async cancel(reason) {
        timer.abort();
        await reader.cancel(reason).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
