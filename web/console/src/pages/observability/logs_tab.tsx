import { Alert, Group, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { levels, levelsQuery, logQuery, setLevel, type Level } from "@/api/observability";
import { useMay } from "@/app/permissions";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";
import { LogLines } from "./log_lines";

function asLevel(value: string | null): Level {
  return levels.find((level) => level === value) ?? "info";
}

/** The last lines of the log, newest first, looked at again every two seconds. */
export function LogsTab() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const [level, showLevel] = useState<Level>("debug");
  const [contains, setContains] = useState("");
  const query = useQuery(logQuery(level, contains));
  const written = useQuery(levelsQuery).data?.items.find((item) => item.module === "")?.level;
  const change = useMutation({
    mutationFn: (next: Level) => setLevel(next),
    onSuccess: () => client.invalidateQueries({ queryKey: levelsQuery.queryKey }),
  });
  const lines = query.data?.items ?? [];
  const names = levels.map((value) => ({ value, label: t(`observability.level_${value}`) }));
  return (
    <Stack>
      <Group align="end">
        <SearchInput value={contains} onChange={setContains} label={t("observability.contains")} />
        <Select
          label={t("observability.level_shown")}
          data={names}
          value={level}
          allowDeselect={false}
          onChange={(value) => showLevel(asLevel(value))}
        />
        {may("platform.observability:write") && written !== undefined && (
          <Select
            label={t("observability.level_written")}
            data={names}
            value={written}
            allowDeselect={false}
            onChange={(value) => change.mutate(asLevel(value))}
          />
        )}
      </Group>
      {change.isError && <ProblemAlert error={change.error} />}
      {written === "debug" && (
        <Alert color="yellow">
          <Text size="sm">{t("observability.debug_warning")}</Text>
        </Alert>
      )}
      {query.isError ? (
        <ProblemAlert error={query.error} />
      ) : !query.isPending && lines.length === 0 ? (
        <div className="surface">
          <EmptyState
            title={t("observability.no_lines_title")}
            detail={t("observability.no_lines_detail")}
          />
        </div>
      ) : (
        <LogLines lines={lines} />
      )}
    </Stack>
  );
}
