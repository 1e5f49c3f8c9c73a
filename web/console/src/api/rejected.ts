import { queryOptions } from "@tanstack/react-query";
import { rejectedPath, type RejectedLine } from "./imports";
import { problemFromText } from "./problem";

/** How many rejected lines the page shows; the download has them all. */
export const rejectedShown = 100;

/** Reads NDJSON from a stream until `most` lines came; the rest is never downloaded. */
export async function readLines(
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<{ lines: RejectedLine[]; more: boolean }> {
  const reader = stream
    .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .getReader();
  const lines: RejectedLine[] = [];
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const parts = (rest + (value ?? "")).split("\n");
    rest = done ? "" : (parts.pop() ?? "");
    for (const part of parts) {
      if (part.trim() === "") continue;
      if (lines.length === most) {
        await reader.cancel();
        return { lines, more: true };
      }
      lines.push(JSON.parse(part) as RejectedLine);
    }
    if (done) return { lines, more: false };
  }
}

export const rejectedQuery = (id: string, refused: number) =>
  queryOptions({
    queryKey: ["imports", id, "rejected", refused],
    queryFn: async ({ signal }) => {
      const response = await fetch(rejectedPath(id), { credentials: "same-origin", signal });
      if (!response.ok) throw problemFromText(response.status, await response.text());
      if (response.body === null) return { lines: [], more: false };
      return readLines(response.body, rejectedShown);
    },
    enabled: refused > 0,
  });
