import type { Endpoint } from "@/api/webhooks";
import { Moment } from "@/components/moment";
import { useT } from "@/messages/use_t";
import { AttemptResult } from "./attempt_outcome";

/** What came of the last message to an endpoint, when, and how many failed in a row. */
export function LastOutcome({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  const { last_at: at, last_outcome: outcome, failed_in_a_row: failed } = endpoint;
  if (at === undefined || outcome === undefined) {
    return <span className="quiet">{t("hooks.no_attempt")}</span>;
  }
  return (
    <div>
      <AttemptResult
        attempt={{ outcome, status: endpoint.last_status, failure: endpoint.last_failure }}
      />
      <span className="quiet">
        <Moment at={at} />
        {failed > 1 && ` · ${t("hooks.failed_in_a_row", { count: failed })}`}
      </span>
    </div>
  );
}
