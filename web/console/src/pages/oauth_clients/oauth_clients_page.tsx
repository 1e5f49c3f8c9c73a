import { Button, Code, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import {
  oauthClientsPages,
  removeOAuthClient,
  rotateOAuthSecret,
  type OAuthClient,
} from "@/api/oauth";
import { useMay } from "@/app/permissions";
import { CopyButton } from "@/components/copy_button";
import type { Column } from "@/components/data_table";
import { Dialog } from "@/components/dialog";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { ClientSecret } from "./client_secret";
import { CreateClient } from "./create_client";

/** Programs that people sign in to, or that sign in themselves. */
export function OAuthClientsPage() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const query = useInfiniteQuery(oauthClientsPages());
  const [creating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<OAuthClient>();
  const [removing, setRemoving] = useState<OAuthClient>();
  const refresh = () => client.invalidateQueries({ queryKey: ["oauth-clients"] });
  const writable = may("oauth_clients:write");
  const columns: Column<OAuthClient>[] = [
    { id: "name", header: t("oauth.name"), title: true, cell: (row) => row.name },
    {
      id: "id",
      header: t("oauth.client_id"),
      cell: (row) => (
        <Group gap={4} wrap="nowrap">
          <Code>{row.id}</Code>
          <CopyButton text={row.id} />
        </Group>
      ),
    },
    {
      id: "authentication",
      header: t("oauth.authentication"),
      cell: (row) => t(`oauth.authentication_${row.authentication}`),
    },
    {
      id: "grants",
      header: t("oauth.grant_types"),
      cell: (row) => row.grant_types.map((type) => t(`oauth.grant_${type}`)).join(", "),
    },
    {
      id: "scopes",
      header: t("keys.scopes"),
      cell: (row) => (
        <span title={row.scopes.join(", ")}>
          {t("keys.scope_count", { count: row.scopes.length })}
        </span>
      ),
    },
    {
      id: "created",
      header: t("common.created"),
      cell: (row) => <Moment at={row.created_at} day />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (row) =>
        writable && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            {row.authentication === "client_secret" && (
              <Button variant="subtle" size="compact-xs" onClick={() => setRotating(row)}>
                {t("oauth.rotate")}
                <span className="visually-hidden"> {row.name}</span>
              </Button>
            )}
            <Button variant="subtle" color="red" size="compact-xs" onClick={() => setRemoving(row)}>
              {t("oauth.remove")}
              <span className="visually-hidden"> {row.name}</span>
            </Button>
          </Group>
        ),
    },
  ];
  const create = writable && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("oauth.create")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("nav.oauth_clients")}
        description={t("oauth.description")}
        actions={create}
      />
      <PagedTable
        label={t("nav.oauth_clients")}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={t("oauth.empty_title")}
            detail={t("oauth.empty_detail")}
            action={create}
          />
        }
      />
      {creating && <CreateClient onClose={() => setCreating(false)} />}
      {rotating !== undefined && (
        <RotateSecret client={rotating} onClose={() => setRotating(undefined)} />
      )}
      {removing !== undefined && (
        <TypedConfirm
          title={t("oauth.remove_title")}
          phrase={removing.name}
          action={t("oauth.remove")}
          onClose={() => setRemoving(undefined)}
          onConfirm={async () => {
            await removeOAuthClient(removing.id);
            await refresh();
            notifications.show({ message: t("oauth.removed", { name: removing.name }) });
          }}
        >
          <Text size="sm">{t("oauth.remove_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}

function RotateSecret({ client, onClose }: { client: OAuthClient; onClose: () => void }) {
  const t = useT();
  const rotate = useMutation({ mutationFn: () => rotateOAuthSecret(client.id) });
  if (rotate.data?.secret !== undefined) {
    return (
      <Dialog title={t("keys.secret_title")} onClose={onClose} size="lg" keepOpen>
        <ClientSecret id={client.id} secret={rotate.data.secret} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("oauth.rotate_title", { name: client.name })} onClose={onClose}>
      {rotate.isError && <ProblemAlert error={rotate.error} />}
      <Text size="sm">{t("oauth.rotate_detail")}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t("oauth.rotate")}
        </Button>
      </Group>
    </Dialog>
  );
}
