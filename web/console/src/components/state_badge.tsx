import { Badge } from "@mantine/core";
import type { ReactNode } from "react";

/**
 * Where something stands, in a word with a dot of its colour. The word itself has the text's
 * colour: tinted words on a tinted ground are too faint to read.
 */
export function StateBadge({ color, children }: { color: string; children: ReactNode }) {
  return (
    <Badge variant="dot" size="sm" tt="none" fw={600} miw="max-content" color={color}>
      {children}
    </Badge>
  );
}
