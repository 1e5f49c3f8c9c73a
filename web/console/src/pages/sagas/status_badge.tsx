import type { SagaStatus } from "@/api/saga_statuses";
import { StateBadge } from "@/components/state_badge";
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
    <StateBadge color={paused ? "gray" : colors[status]}>
      {paused ? t("sagas.paused") : t(`saga_status.${status}`)}
    </StateBadge>
  );
}
