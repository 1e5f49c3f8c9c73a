import { Button, Code, Group, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { traceQuery } from "@/api/observability";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { Waterfall } from "./waterfall";

/** One trace with its spans. */
export function TracePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const query = useQuery(traceQuery(id));
  return (
    <Stack>
      <Group>
        <Button variant="default" size="xs" onClick={onClose}>
          ← {t("observability.traces")}
        </Button>
        <Code>{id}</Code>
      </Group>
      {query.isError && <ProblemAlert error={query.error} />}
      {query.isPending && <Skeleton height={160} />}
      {query.data !== undefined && <Waterfall spans={query.data.spans} />}
    </Stack>
  );
}
