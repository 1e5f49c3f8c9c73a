import { Code, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { receivedQuery, type Received } from "@/api/webhook_sources";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { prettyJson } from "@/format/pretty_json";
import { useT } from "@/messages/use_t";
import classes from "./webhooks.module.css";

interface Props {
  received: Received;
  source: string | undefined;
  onClose: () => void;
}

/** What a source told, word for word. */
export function ReceivedDialog({ received, source, onClose }: Props) {
  const t = useT();
  const query = useQuery(receivedQuery(received.id));
  return (
    <Dialog title={source ?? t("sources.source")} onClose={onClose} size="xl">
      <dl className={classes["facts"]}>
        <dt>{t("statement.time")}</dt>
        <dd>
          <Moment at={received.received_at} />
        </dd>
        <dt>{t("sources.provider_id")}</dt>
        <dd>
          <Code>{received.provider_id}</Code> <CopyButton text={received.provider_id} />
        </dd>
        <dt>{t("sources.content_type")}</dt>
        <dd>{received.content_type}</dd>
      </dl>
      {query.isPending && <Skeleton height={120} />}
      {query.isError && <ProblemAlert error={query.error} />}
      {query.data !== undefined && (
        <pre className={classes["text"]} tabIndex={0} aria-label={t("sources.body")}>
          {prettyJson(query.data.body)}
        </pre>
      )}
    </Dialog>
  );
}
