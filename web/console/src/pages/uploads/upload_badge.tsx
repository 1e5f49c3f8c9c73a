import type { UploadState } from "@/api/upload_states";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

const colors: Record<UploadState, string> = {
  receiving: "blue",
  received: "yellow",
  running: "blue",
  done: "green",
  failed: "red",
};

/** Where an upload stands, in a word and a colour. */
export function UploadBadge({ state }: { state: UploadState }) {
  const t = useT();
  return <StateBadge color={colors[state]}>{t(`upload_state.${state}`)}</StateBadge>;
}
