import { Button, Group, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { endOtherSessions, endSession, ownSessionsQuery, type OwnSession } from "@/api/sessions";
import { DataTable, type Column } from "@/components/data_table";
import { tellFailure } from "@/components/failure_notice";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { deviceName } from "./device_name";

function Device({ session }: { session: OwnSession }) {
  const t = useT();
  const name = deviceName(session.device);
  return (
    <Group gap="xs" title={session.device}>
      <span>
        {name === undefined
          ? session.device || t("security.unknown_device")
          : t("security.browser_on", name)}
      </span>
      {session.current && <StateBadge color="green">{t("security.this")}</StateBadge>}
    </Group>
  );
}

/** Where one is signed in, and the end of it. */
export function OwnSessions() {
  const t = useT();
  const client = useQueryClient();
  const query = useQuery(ownSessionsQuery);
  const refresh = () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
  const end = useMutation({
    mutationFn: (session: OwnSession) => endSession(session.id),
    onSettled: refresh,
    onError: (error) => tellFailure(error, t),
  });
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: ({ ended }) =>
      notifications.show({ message: t("security.ended", { count: ended }) }),
    onSettled: refresh,
    onError: (error) => tellFailure(error, t),
  });
  const columns: Column<OwnSession>[] = [
    {
      id: "device",
      header: t("security.device"),
      title: true,
      cell: (session) => <Device session={session} />,
    },
    { id: "tenant", header: t("security.tenant"), cell: (session) => session.tenant },
    { id: "address", header: t("security.address"), cell: (session) => session.address },
    {
      id: "seen",
      header: t("security.seen"),
      cell: (session) => <Moment at={session.seen_at} />,
    },
    {
      id: "since",
      header: t("security.since"),
      cell: (session) => <Moment at={session.created_at} />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (session) =>
        !session.current && (
          <Button
            variant="subtle"
            color="red"
            size="compact-xs"
            loading={end.isPending && end.variables.id === session.id}
            onClick={() => end.mutate(session)}
          >
            {t("security.end")}
          </Button>
        ),
    },
  ];
  return (
    <section aria-labelledby="own-sessions">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h4" id="own-sessions">
            {t("security.sessions")}
          </Title>
          <Text size="sm" className="quiet">
            {t("security.sessions_detail")}
          </Text>
        </div>
        <Button
          variant="default"
          loading={endOthers.isPending}
          disabled={(query.data?.length ?? 0) < 2}
          onClick={() => endOthers.mutate()}
        >
          {t("security.end_others")}
        </Button>
      </Group>
      {query.isError ? (
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={t("security.sessions")}
          columns={columns}
          rows={query.data ?? []}
          rowKey={(session) => session.id}
          loading={query.isPending}
        />
      )}
    </section>
  );
}
