import { Button, Code, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { apiKeysPages, revokeApiKey, type ApiKey } from "@/api/api_keys";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { CreateApiKey } from "./create_api_key";
import { SigningKeys } from "./signing_keys";

const route = getRouteApi("/console/api-keys");
const newestFirst = "-created_at";

export function ApiKeysPage() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { sort } = route.useSearch();
  const pages = apiKeysPages(sort);
  const query = useInfiniteQuery(pages);
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<ApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const writable = may("api_keys:write");
  const columns: Column<ApiKey>[] = [
    { id: "name", header: t("keys.name"), title: true, cell: (key) => key.name },
    {
      id: "prefix",
      header: t("keys.prefix"),
      cell: (key) =>
        key.kind === "signing" ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setShown(key)}>
            {t("keys.public_keys")}
            <span className="visually-hidden"> {key.name}</span>
          </Button>
        ) : (
          <Code>{key.prefix}…</Code>
        ),
    },
    {
      id: "scopes",
      header: t("keys.scopes"),
      cell: (key) => (
        <span title={key.scopes.join(", ")}>
          {key.scopes.length > 3
            ? t("keys.scope_count", { count: key.scopes.length })
            : key.scopes.join(", ")}
        </span>
      ),
    },
    {
      id: "created",
      header: t("common.created"),
      sort: "created_at",
      cell: (key) => <Moment at={key.created_at} day />,
    },
    { id: "used", header: t("keys.last_used"), cell: (key) => <Moment at={key.last_used_at} /> },
    { id: "expires", header: t("keys.expires"), cell: (key) => <Moment at={key.expires_at} day /> },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (key) =>
        writable && (
          <Button variant="subtle" color="red" size="compact-xs" onClick={() => setRevoking(key)}>
            {t("keys.revoke")}
            <span className="visually-hidden"> {key.name}</span>
          </Button>
        ),
    },
  ];
  const create = writable && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("keys.create")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("nav.api_keys")} description={t("keys.description")} actions={create} />
      <PagedTable
        label={t("nav.api_keys")}
        query={query}
        columns={columns}
        rowKey={(key) => key.id}
        name="api-keys"
        source={pages}
        sort={sort ?? newestFirst}
        onSort={(wanted) => void navigate({ search: { sort: wanted } })}
        bulk={
          writable
            ? [
                {
                  id: "revoke",
                  label: t("keys.revoke"),
                  can: () => true,
                  run: (key) => revokeApiKey(key.id),
                },
              ]
            : []
        }
        empty={
          <EmptyState
            title={t("keys.empty_title")}
            detail={t("keys.empty_detail")}
            action={create}
          />
        }
      />
      {creating && <CreateApiKey onClose={() => setCreating(false)} />}
      {shown !== undefined && <SigningKeys apiKey={shown} onClose={() => setShown(undefined)} />}
      {revoking !== undefined && (
        <TypedConfirm
          title={t("keys.revoke_title")}
          phrase={revoking.name}
          action={t("keys.revoke")}
          onClose={() => setRevoking(undefined)}
          onConfirm={async () => {
            await revokeApiKey(revoking.id);
            await client.invalidateQueries({ queryKey: ["api-keys"] });
            notifications.show({ message: t("keys.revoked", { name: revoking.name }) });
          }}
        >
          <Text size="sm">{t("keys.revoke_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}
