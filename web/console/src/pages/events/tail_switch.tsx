import { Switch } from "@mantine/core";
import { useNumberLocale } from "@/app/preferences";
import { formatCount } from "@/format/amount_text";
import { problemWords } from "@/messages/status_words";
import { useT, type Translate } from "@/messages/use_t";
import classes from "./events.module.css";
import type { EventTailView } from "./use_event_tail";

function words({ state, count }: EventTailView, t: Translate): string | undefined {
  if (state === undefined) return count > 0 ? t("tail.paused") : undefined;
  if (state.kind !== "refused") return t(`tail.${state.kind}`);
  const { title, detail } = problemWords(state.problem, t);
  return t("tail.refused", { why: detail ?? title });
}

interface Props {
  live: boolean;
  tail: EventTailView;
  onLive: (live: boolean) => void;
}

/** Turns following on and off, and says how it stands. */
export function TailSwitch({ live, tail, onLive }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const kind = tail.state?.kind ?? "paused";
  return (
    <div className={classes["tail"]}>
      <Switch
        label={t("tail.follow")}
        checked={live}
        onChange={(event) => onLive(event.currentTarget.checked)}
      />
      <span className={classes["state"]}>
        {live && <span className={classes["dot"]} data-kind={kind} aria-hidden="true" />}
        <span role="status">{words(tail, t)}</span>
        {tail.count > 0 && (
          <b className="figures">
            {t("tail.new", { count: tail.count, text: formatCount(tail.count, locale) })}
          </b>
        )}
      </span>
    </div>
  );
}
