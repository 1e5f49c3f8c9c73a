import { Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { maintenanceQuery, setMaintenance, type Maintenance } from "@/api/platform_gateway";
import { useMay } from "@/app/permissions";
import { useNumberLocale } from "@/app/preferences";
import { Facts } from "@/components/facts";
import { ProblemAlert } from "@/components/problem_alert";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { MaintenanceDialog } from "./maintenance_dialog";

interface Seen {
  value: Maintenance;
  tag: string | undefined;
}

/** Ends maintenance at once: serving again harms nobody, so nothing is asked. */
function TurnOff({ tag }: { tag: string | undefined }) {
  const t = useT();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => setMaintenance({ on: false }, tag),
    onSuccess: () => notifications.show({ message: t("maintenance.ended") }),
    // Refused, because somebody else changed it: then what they left is shown.
    onSettled: () => client.invalidateQueries({ queryKey: maintenanceQuery.queryKey }),
  });
  return (
    <>
      {end.isError && <ProblemAlert error={end.error} />}
      <Button loading={end.isPending} onClick={() => end.mutate()}>
        {t("maintenance.turn_off")}
      </Button>
    </>
  );
}

/** Whether the server turns requests away, what it tells them, and the way in and out. */
export function MaintenanceTab() {
  const t = useT();
  const locale = useNumberLocale();
  const mayWrite = useMay()("platform.gateway:write");
  const query = useQuery(maintenanceQuery);
  const [open, setOpen] = useState<Seen>();
  if (query.isError && query.data === undefined) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.isPending) return <Skeleton height={160} />;
  const { on, message, retry_after_seconds: retry } = query.data.value;
  return (
    <section className="surface padded" aria-labelledby="maintenance-state">
      <Stack>
        <Group>
          <Title order={2} size="h4" id="maintenance-state">
            {t("maintenance.title")}
          </Title>
          <StateBadge color={on ? "red" : "green"}>
            {t(on ? "maintenance.on" : "maintenance.off")}
          </StateBadge>
        </Group>
        <Text size="sm">{t("maintenance.consequence")}</Text>
        {on && (
          <Facts
            facts={[
              {
                name: t("maintenance.message"),
                value: message === "" ? t("maintenance.own_words") : message,
              },
              {
                name: t("maintenance.retry"),
                value: <span className="figures">{retry.toLocaleString(locale)} s</span>,
              },
            ]}
          />
        )}
        {mayWrite && (
          <Group>
            {on && <TurnOff tag={query.data.tag} />}
            <Button
              variant={on ? "default" : "filled"}
              color={on ? "accent" : "red"}
              onClick={() => setOpen(query.data)}
            >
              {t(on ? "maintenance.change" : "maintenance.turn_on")}
            </Button>
          </Group>
        )}
      </Stack>
      {open !== undefined && <MaintenanceDialog seen={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
