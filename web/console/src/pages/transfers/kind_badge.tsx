import { Badge } from "@mantine/core";
import type { Transfer } from "@/api/transfers";
import { useT } from "@/messages/use_t";

/** Marks what is not a plain transfer, and whether money still waits. */
export function KindBadge({ kind, pending }: { kind: Transfer["kind"]; pending?: boolean }) {
  const t = useT();
  if (kind === "transfer" && !pending) return null;
  return (
    <Badge
      variant="default"
      size="sm"
      ms={8}
      tt="none"
      fw={600}
      style={pending ? { color: "var(--sangam-pending)", borderColor: "currentColor" } : {}}
    >
      {pending ? t("kind.pending") : t(`kind.${kind}`)}
    </Badge>
  );
}
