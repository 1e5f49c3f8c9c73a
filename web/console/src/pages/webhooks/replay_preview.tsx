import { Alert, Checkbox, Skeleton, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReplayPreview } from "@/api/webhooks";
import { DataTable } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { useNumberLocale } from "@/app/preferences";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { replayTotals } from "./replay_totals";

interface Props {
  query: UseQueryResult<ReplayPreview>;
  /** None: all types. */
  chosen: string[];
  onChoose: (types: string[]) => void;
}

/** What a replay would send, by type of event, before it does. */
export function ReplayPreviewPanel({ query, chosen, onChoose }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  if (query.isError) return <ProblemAlert error={query.error} />;
  const preview = query.data;
  if (preview === undefined) return <Skeleton height={90} my="md" />;
  if (preview.types.length === 0) {
    return (
      <Alert role="note" variant="light" color="gray" my="md" title={t("hooks.replay_none")}>
        {t("hooks.replay_none_detail")}
      </Alert>
    );
  }
  const { queued, waiting, more } = replayTotals(preview, chosen);
  const toggle = (type: string, on: boolean) => {
    const all = preview.types.map((line) => line.type);
    const before = chosen.length === 0 ? all : chosen;
    const after = on ? [...before, type] : before.filter((one) => one !== type);
    onChoose(after.length === all.length ? [] : after);
  };
  return (
    <div aria-busy={query.isFetching}>
      <DataTable
        label={t("hooks.replay_preview")}
        rows={preview.types}
        rowKey={(line) => line.type}
        columns={[
          {
            id: "type",
            header: t("hooks.event"),
            title: true,
            cell: (line) => (
              <Checkbox
                label={line.type}
                checked={chosen.length === 0 || chosen.includes(line.type)}
                disabled={chosen.length === 1 && chosen[0] === line.type}
                onChange={(event) => toggle(line.type, event.currentTarget.checked)}
              />
            ),
          },
          {
            id: "queued",
            header: t("hooks.replay_messages"),
            align: "end",
            cell: (line) => <span className="figures">{formatCount(line.queued, locale)}</span>,
          },
          { id: "first", header: t("common.from"), cell: (line) => <Moment at={line.first} /> },
          { id: "last", header: t("common.to"), cell: (line) => <Moment at={line.last} /> },
        ]}
      />
      <Text size="sm" mt="sm" role="status">
        {t("hooks.replay_sum", { count: queued, text: formatCount(queued, locale) })}{" "}
        {waiting > 0 &&
          t("hooks.replay_waiting", { count: waiting, text: formatCount(waiting, locale) })}{" "}
        {more && t("hooks.replay_more", { text: formatCount(preview.most, locale) })}
      </Text>
    </div>
  );
}
