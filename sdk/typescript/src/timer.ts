/** Ends what it was given to when its time is over, or when the caller's own signal says so. */
export class Timer {
  /** How long it runs from the next restart on. */
  ms: number;
  /** True once time was over. */
  ranOut = false;
  /** Set by a reader whose work goes on after the call has returned; it calls stop() then. */
  kept = false;
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number, signal?: AbortSignal) {
    this.ms = ms;
    this.signal = signal
      ? AbortSignal.any([signal, this.#controller.signal])
      : this.#controller.signal;
    this.restart(ms);
  }

  /** Begins anew: there was progress. */
  restart(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.ranOut = true;
      this.#controller.abort();
    }, ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Ends the connection. */
  abort(): void {
    this.stop();
    this.#controller.abort();
  }
}
