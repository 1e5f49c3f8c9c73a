import { Button, Progress, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { percentReplayed, relayQuery, replaysQuery, type Replay } from "@/api/event_delivery";
import { useMay } from "@/app/permissions";
import { useNumberLocale } from "@/app/preferences";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { formatCount } from "@/format/amount_text";
import { StateBadge } from "@/components/state_badge";
import { useT, type Translate } from "@/messages/use_t";
import { CancelReplay } from "./cancel_replay";
import classes from "./event_delivery.module.css";

const colors: Record<Replay["state"], string> = {
  running: "blue",
  done: "green",
  cancelled: "gray",
  failed: "red",
};

function ReplayProgress({ replay, newest }: { replay: Replay; newest: number }) {
  const t = useT();
  const locale = useNumberLocale();
  const count = (id: "delivery.delivered" | "delivery.failed", value: number) =>
    t(id, { count: value, text: formatCount(value, locale) });
  return (
    <div className={classes["progress"]}>
      <Progress
        size="sm"
        value={percentReplayed(replay, newest)}
        animated={replay.state === "running"}
        color={replay.state === "failed" ? "red" : "var(--sangam-accent)"}
        aria-label={t("delivery.progress")}
      />
      <span className="quiet">
        {count("delivery.delivered", replay.delivered)}
        {replay.failed > 0 && ` · ${count("delivery.failed", replay.failed)}`}
      </span>
      {replay.error !== undefined && <span className={classes["error"]}>{replay.error}</span>}
    </div>
  );
}

function columns(t: Translate, locale: string, newest: number): Column<Replay>[] {
  return [
    {
      id: "consumer",
      header: t("delivery.consumer"),
      title: true,
      cell: (replay) => replay.consumer,
    },
    {
      id: "state",
      header: t("delivery.state"),
      cell: ({ state }) => (
        <StateBadge color={colors[state]}>{t(`replay_state.${state}`)}</StateBadge>
      ),
    },
    {
      id: "kind",
      header: t("delivery.kind"),
      cell: ({ rebuilds, sends, first, last }) => (
        <>
          {rebuilds
            ? t("delivery.kind_rebuild")
            : t("delivery.kind_range", {
                first: formatCount(first, locale),
                last: last === undefined ? "–" : formatCount(last, locale),
              })}
          {sends && ` · ${t("delivery.sends")}`}
        </>
      ),
    },
    {
      id: "progress",
      header: t("delivery.progress"),
      cell: (replay) => <ReplayProgress replay={replay} newest={newest} />,
    },
    {
      id: "began",
      header: t("delivery.began"),
      cell: (replay) => <Moment at={replay.created_at} />,
    },
    { id: "ended", header: t("delivery.ended"), cell: (replay) => <Moment at={replay.ended_at} /> },
  ];
}

/** Replays that run and the newest that ended. */
export function Replays() {
  const t = useT();
  const may = useMay();
  const locale = useNumberLocale();
  const query = useQuery(replaysQuery);
  const newest = useQuery(relayQuery).data?.position ?? 0;
  const [ended, setEnded] = useState<Replay>();
  const end: Column<Replay> = {
    id: "end",
    header: t("common.actions"),
    hideHeader: true,
    align: "end",
    cell: (replay) =>
      replay.state === "running" && (
        <Button size="compact-xs" variant="default" onClick={() => setEnded(replay)}>
          {t("delivery.cancel")}
        </Button>
      ),
  };
  const rows = query.data?.items ?? [];
  const shown = columns(t, locale, newest);
  return (
    <>
      <Title order={2} mt="lg" mb="xs">
        {t("delivery.replays")}
      </Title>
      {query.isError && <ProblemAlert error={query.error} />}
      {query.isSuccess && rows.length === 0 ? (
        <div className="surface">
          <EmptyState title={t("delivery.no_replays")} detail={t("delivery.no_replays_detail")} />
        </div>
      ) : (
        <DataTable
          label={t("delivery.replays")}
          rows={rows}
          rowKey={(replay) => replay.id}
          loading={query.isPending}
          columns={may("platform.events:write") ? [...shown, end] : shown}
        />
      )}
      {ended !== undefined && <CancelReplay replay={ended} onClose={() => setEnded(undefined)} />}
    </>
  );
}
