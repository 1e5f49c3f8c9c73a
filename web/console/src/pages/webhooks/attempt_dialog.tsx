import { Code, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Attempt } from "@/api/webhooks";
import { messageQuery } from "@/api/webhooks";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { prettyJson } from "@/format/pretty_json";
import { useT } from "@/messages/use_t";
import { AttemptResult } from "./attempt_outcome";
import classes from "./webhooks.module.css";

interface Props {
  attempt: Attempt;
  /** Where to, when it is known. */
  url: string | undefined;
  onClose: () => void;
}

/** What was sent, and what came back. */
export function AttemptDialog({ attempt, url, onClose }: Props) {
  const t = useT();
  const message = useQuery(messageQuery(attempt.message_id));
  return (
    <Dialog
      title={t("hooks.attempt_title", { number: attempt.number })}
      onClose={onClose}
      size="xl"
    >
      <dl className={classes["facts"]}>
        <dt>{t("hooks.outcome")}</dt>
        <dd>
          <AttemptResult attempt={attempt} />
        </dd>
        <dt>{t("statement.time")}</dt>
        <dd>
          <Moment at={attempt.at} />
        </dd>
        <dt>{t("hooks.next")}</dt>
        <dd>
          {attempt.next_at === undefined ? (
            t(attempt.outcome === "delivered" ? "hooks.next_none" : "hooks.next_given_up")
          ) : (
            <Moment at={attempt.next_at} />
          )}
        </dd>
        <dt>{t("hooks.message")}</dt>
        <dd>
          <Code>{attempt.message_id}</Code> <CopyButton text={attempt.message_id} />
        </dd>
        {message.data !== undefined && (
          <>
            <dt>{t("hooks.event")}</dt>
            <dd>
              {message.data.type} · <Moment at={message.data.occurred_at} />
            </dd>
          </>
        )}
      </dl>
      <Title order={3}>{t("hooks.request")}</Title>
      {message.isPending && <Skeleton height={80} my="xs" />}
      {message.isError && <ProblemAlert error={message.error} />}
      {message.data !== undefined && (
        <pre className={classes["text"]} tabIndex={0} aria-label={t("hooks.request")}>
          {`POST ${url ?? "…"}\nContent-Type: application/json\nwebhook-id: ${attempt.message_id}\n\n`}
          {prettyJson(message.data.body)}
        </pre>
      )}
      <Title order={3}>{t("hooks.response")}</Title>
      {attempt.response === "" ? (
        <Text size="sm" className="quiet">
          {t(attempt.status === undefined ? "hooks.no_reply" : "hooks.empty_reply")}
        </Text>
      ) : (
        <pre className={classes["text"]} tabIndex={0} aria-label={t("hooks.response")}>
          {attempt.response}
        </pre>
      )}
    </Dialog>
  );
}
