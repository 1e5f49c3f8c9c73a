import type { TraceSpan } from "@/api/observability";

/** Where a span's bar stands, in percent of the whole trace. */
export function placeOf(span: TraceSpan, total: number): { left: number; width: number } {
  if (total <= 0) return { left: 0, width: 100 };
  const left = Math.min((100 * span.offset) / total, 100);
  return { left, width: Math.min((100 * span.duration) / total, 100 - left) };
}

/** How many of the spans shown it stands below. A ring of parents, which only a faulty sender
 * makes, ends at eight. */
export function indentOf(span: TraceSpan, spans: TraceSpan[]): number {
  let depth = 0;
  let parent = spans.find((candidate) => candidate.id === span.parent);
  while (parent !== undefined && depth < 8) {
    depth += 1;
    const above = parent.parent;
    parent = spans.find((candidate) => candidate.id === above);
  }
  return depth;
}
