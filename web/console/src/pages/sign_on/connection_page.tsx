import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  connectionQuery,
  removeConnection,
  switchConnection,
  type Connection,
} from "@/api/sign_on";
import { useMay } from "@/app/permissions";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { StateBadge } from "@/components/state_badge";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { Domains } from "./domains";
import { HereOidc } from "./here_oidc";
import { HereSaml } from "./here_saml";
import { LinkedMembers } from "./linked_members";
import { Roles } from "./roles";
import { Section } from "./section";
import { There } from "./there";
import { TryOut } from "./trial";

const route = getRouteApi("/console/sign-on-settings/security/sign-on/$connectionId");

function Switch({ connection }: { connection: Connection }) {
  const t = useT();
  const client = useQueryClient();
  const flip = useMutation({
    mutationFn: () => switchConnection(connection.id, !connection.enabled),
    onSuccess: (changed) => {
      client.setQueryData(connectionQuery(connection.id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ["sign-on", "pages"] });
    },
  });
  return (
    <Section title={t("sign_on.step_on")} anchor="on">
      <Text size="sm" mb="sm">
        {t(connection.enabled ? "sign_on.on_detail" : "sign_on.off_detail")}
      </Text>
      {flip.isError && <ProblemAlert error={flip.error} />}
      <Button
        variant={connection.enabled ? "default" : "filled"}
        loading={flip.isPending}
        onClick={() => flip.mutate()}
      >
        {t(connection.enabled ? "sign_on.switch_off" : "sign_on.switch_on")}
      </Button>
    </Section>
  );
}

function Remove({ connection }: { connection: Connection }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t("sign_on.remove")}
      </Button>
      {asking && (
        <TypedConfirm
          title={t("sign_on.remove")}
          phrase={connection.name}
          action={t("sign_on.remove")}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await removeConnection(connection.id);
            await navigate({ to: "/security/sign-on" });
            await client.invalidateQueries({ queryKey: ["sign-on", "pages"] });
            notifications.show({ message: t("sign_on.removed") });
          }}
        >
          <Text size="sm">{t("sign_on.remove_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}

/** One connection, from a draft to people who sign in by it, in six steps. */
export function ConnectionPage() {
  const t = useT();
  const may = useMay();
  const { connectionId } = route.useParams();
  const query = useQuery(connectionQuery(connectionId));
  const connection = query.data;
  const parent = { to: "/security/sign-on", label: t("nav.sign_on") } as const;
  if (query.isError) {
    return (
      <>
        <PageHeader title={t("nav.sign_on")} parent={parent} />
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      </>
    );
  }
  if (connection === undefined) return <Skeleton height={240} />;
  return (
    <>
      <PageHeader
        title={connection.name}
        parent={parent}
        description={
          <StateBadge color={connection.enabled ? "teal" : "gray"}>
            {t(connection.enabled ? "sign_on.on" : "sign_on.draft")}
          </StateBadge>
        }
        actions={may("sign_on:write") && <Remove connection={connection} />}
      />
      <Stack gap="xl">
        <There connection={connection} />
        <Section title={t("sign_on.step_here")} anchor="here">
          {connection.protocol === "oidc" ? (
            <HereOidc connection={connection} />
          ) : (
            <HereSaml connection={connection} />
          )}
        </Section>
        <TryOut connection={connection} />
        <Roles connection={connection} />
        <Domains connection={connection} />
        <Switch connection={connection} />
        <LinkedMembers connection={connection} />
      </Stack>
    </>
  );
}
