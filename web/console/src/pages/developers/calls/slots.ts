import type { CallSlot } from "./calls_query";

/** Every slot of the time asked for, those without calls too, so that a gap is seen as one. */
export function everySlot(
  slots: CallSlot[],
  from: string,
  to: string,
  slotSeconds: number,
): CallSlot[] {
  const step = slotSeconds * 1000;
  const known = new Map(slots.map((slot) => [Math.floor(Date.parse(slot.at) / step), slot]));
  const first = Math.floor(Date.parse(from) / step);
  const last = Math.floor(Date.parse(to) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const number = first + index;
    return (
      known.get(number) ?? {
        at: new Date(number * step).toISOString(),
        calls: 0,
        refused: 0,
        failed: 0,
        p50_us: 0,
        p99_us: 0,
      }
    );
  });
}

/** "0.4 ms", "23 ms", "1.2 s". */
export function latencyText(microseconds: number): string {
  const ms = microseconds / 1000;
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}
