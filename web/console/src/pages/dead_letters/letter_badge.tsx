import { Badge } from "@mantine/core";
import type { LetterState } from "@/api/letter_states";
import { useT } from "@/messages/use_t";

const colors: Record<LetterState, string> = {
  parked: "red",
  queued: "orange",
  requeued: "blue",
  done: "green",
  skipped: "gray",
};

/** Where a dead letter stands, in a word and a colour. */
export function LetterBadge({ state }: { state: LetterState }) {
  const t = useT();
  return (
    <Badge variant="light" size="sm" tt="none" fw={600} miw="max-content" color={colors[state]}>
      {t(`letter_state.${state}`)}
    </Badge>
  );
}
