import type { LetterState } from "@/api/letter_states";
import { StateBadge } from "@/components/state_badge";
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
  return <StateBadge color={colors[state]}>{t(`letter_state.${state}`)}</StateBadge>;
}
