import { Badge } from "@mantine/core";
import type { SagaStatus } from "@/api/saga_statuses";
import { useT } from "@/messages/use_t";

const colors: Record<SagaStatus, string> = {
  running: "blue",
  waiting: "yellow",
  compensating: "orange",
  parked: "red",
  done: "green",
  compensated: "gray",
  abandoned: "gray",
};

/** Where a saga stands, in a word and a colour. */
export function StatusBadge({ status, paused }: { status: SagaStatus; paused: boolean }) {
  const t = useT();
  return (
    <Badge variant="light" size="sm" tt="none" fw={600} color={paused ? "gray" : colors[status]}>
      {paused ? t("sagas.paused") : t(`saga_status.${status}`)}
    </Badge>
  );
}
