import { Alert, Button, Group, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { attemptsOfQuery } from "@/api/webhooks";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { TextView } from "@/components/text_view";
import { useT } from "@/messages/use_t";
import { AttemptResult } from "./attempt_outcome";
import { advice } from "./test_advice";

interface Props {
  message: string;
  ordered: boolean;
  onClose: () => void;
}

/** Waits for the first attempt to send a test event and tells how it went. */
export function TestDialog({ message, ordered, onClose }: Props) {
  const t = useT();
  const query = useQuery({ ...attemptsOfQuery(message), refetchOnWindowFocus: false });
  const attempt = query.data?.items[0];
  return (
    <Dialog title={t("hooks.test_title")} onClose={onClose} size="lg">
      {query.isError && <ProblemAlert error={query.error} />}
      <div role="status" aria-live="polite">
        {attempt === undefined && !query.isError && (
          <>
            <Text size="sm" mb="xs">
              {t(ordered ? "hooks.test_waiting_ordered" : "hooks.test_waiting")}
            </Text>
            <Skeleton height={28} mb="md" />
          </>
        )}
        {attempt !== undefined && (
          <>
            <AttemptResult attempt={attempt} />
            <Alert
              role="note"
              mt="sm"
              variant="light"
              color={attempt.outcome === "delivered" ? "green" : "orange"}
            >
              {attempt.outcome === "delivered" ? t("hooks.test_delivered") : advice(attempt, t)}
            </Alert>
          </>
        )}
      </div>
      {attempt !== undefined && attempt.response !== "" && (
        <>
          <Text size="sm" mt="md" mb={4}>
            {t("hooks.response")}
          </Text>
          <TextView text={attempt.response} label={t("hooks.response")} />
        </>
      )}
      <Group justify="flex-end" mt="md">
        {attempt === undefined && (
          <Button variant="default" onClick={() => void query.refetch()}>
            {t("hooks.refresh")}
          </Button>
        )}
        <Button onClick={onClose}>{t("common.close")}</Button>
      </Group>
    </Dialog>
  );
}
