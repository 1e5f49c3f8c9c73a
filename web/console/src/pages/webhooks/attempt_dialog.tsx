import { Code, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { messageQuery, type Attempt, type HookMessage } from "@/api/webhooks";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { Facts } from "@/components/facts";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { TextView } from "@/components/text_view";
import { indentJson } from "@/format/json_text";
import { useT } from "@/messages/use_t";
import { AttemptResult } from "./attempt_outcome";

function AttemptFacts({
  attempt,
  message,
}: {
  attempt: Attempt;
  message: HookMessage | undefined;
}) {
  const t = useT();
  const next =
    attempt.next_at === undefined ? (
      t(attempt.outcome === "delivered" ? "hooks.next_none" : "hooks.next_given_up")
    ) : (
      <Moment at={attempt.next_at} />
    );
  return (
    <Facts
      facts={[
        { name: t("hooks.outcome"), value: <AttemptResult attempt={attempt} /> },
        { name: t("statement.time"), value: <Moment at={attempt.at} /> },
        { name: t("hooks.next"), value: next },
        {
          name: t("hooks.message"),
          value: (
            <>
              <Code>{attempt.message_id}</Code> <CopyButton text={attempt.message_id} />
            </>
          ),
        },
        message && {
          name: t("hooks.event"),
          value: (
            <>
              {message.type} · <Moment at={message.occurred_at} />
            </>
          ),
        },
      ]}
    />
  );
}

/** The request as far as it is kept: each attempt had a time and a signature of its own. */
function requestText(attempt: Attempt, url: string | undefined, body: string): string {
  const head = `POST ${url ?? "…"}\nContent-Type: application/json`;
  return `${head}\nwebhook-id: ${attempt.message_id}\n\n${indentJson(body)}`;
}

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
      <AttemptFacts attempt={attempt} message={message.data} />
      <Title order={3} mt="md" mb={4}>
        {t("hooks.request")}
      </Title>
      {message.isPending && <Skeleton height={80} my="xs" />}
      {message.isError && <ProblemAlert error={message.error} />}
      {message.data !== undefined && (
        <TextView text={requestText(attempt, url, message.data.body)} label={t("hooks.request")} />
      )}
      <Title order={3} mt="md" mb={4}>
        {t("hooks.response")}
      </Title>
      {attempt.response === "" ? (
        <Text size="sm" className="quiet">
          {t(attempt.status === undefined ? "hooks.no_reply" : "hooks.empty_reply")}
        </Text>
      ) : (
        <TextView text={attempt.response} label={t("hooks.response")} />
      )}
    </Dialog>
  );
}
