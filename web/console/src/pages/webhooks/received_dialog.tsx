import { Code, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { receivedQuery, type Received } from "@/api/webhook_sources";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { Facts } from "@/components/facts";
import { JsonView } from "@/components/json_view";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

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
      <Stack gap="md">
        <Facts
          facts={[
            { name: t("statement.time"), value: <Moment at={received.received_at} /> },
            {
              name: t("sources.provider_id"),
              value: (
                <>
                  <Code>{received.provider_id}</Code> <CopyButton text={received.provider_id} />
                </>
              ),
            },
            { name: t("sources.content_type"), value: received.content_type },
          ]}
        />
        {query.isPending && <Skeleton height={120} />}
        {query.isError && <ProblemAlert error={query.error} />}
        {query.data !== undefined && <JsonView text={query.data.body} label={t("sources.body")} />}
      </Stack>
    </Dialog>
  );
}
