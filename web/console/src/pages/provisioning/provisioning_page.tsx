import { Button, Code, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { endScimToken, scimBase, scimTokensPages, type ScimToken } from "@/api/scim_tokens";
import { useMay } from "@/app/permissions";
import { CopyButton } from "@/components/copy_button";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { CreateToken } from "./create_token";
import { RotateToken } from "./rotate_token";

const route = getRouteApi("/console/directory/provisioning");

/** The address that a directory is given, and the way to the guide. */
function BaseAddress() {
  const t = useT();
  return (
    <section className="surface padded" style={{ marginBottom: 16 }}>
      <Text size="sm" className="quiet">
        {t("provisioning.base")}
      </Text>
      <Group gap={4} wrap="nowrap">
        <Code style={{ overflowWrap: "anywhere" }}>{scimBase()}</Code>
        <CopyButton text={scimBase()} />
      </Group>
      <a href="/docs/guides/scim" className="link underlined">
        {t("provisioning.guide")}
      </a>
    </section>
  );
}

/** Tokens of directories: made, renewed, ended. */
export function ProvisioningPage() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { sort } = route.useSearch();
  const pages = scimTokensPages(sort);
  const query = useInfiniteQuery(pages);
  const [creating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<ScimToken>();
  const [ending, setEnding] = useState<ScimToken>();
  const writable = may("scim:write");
  const create = writable && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("provisioning.create")}
    </Button>
  );
  const columns: Column<ScimToken>[] = [
    { id: "name", header: t("provisioning.name"), title: true, cell: (row) => row.name },
    { id: "prefix", header: t("provisioning.prefix"), cell: (row) => <Code>{row.prefix}…</Code> },
    { id: "role", header: t("provisioning.role"), cell: (row) => t(`role.${row.role}`) },
    {
      id: "created",
      header: t("common.created"),
      sort: "created_at",
      cell: (row) => <Moment at={row.created_at} day />,
    },
    { id: "used", header: t("provisioning.used"), cell: (row) => <Moment at={row.last_used_at} /> },
    {
      id: "previous",
      header: t("provisioning.previous"),
      cell: (row) => <Moment at={row.previous_until} />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (row) =>
        writable && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button variant="subtle" size="compact-xs" onClick={() => setRotating(row)}>
              {t("provisioning.rotate")}
              <span className="visually-hidden"> {row.name}</span>
            </Button>
            <Button variant="subtle" color="red" size="compact-xs" onClick={() => setEnding(row)}>
              {t("provisioning.end")}
              <span className="visually-hidden"> {row.name}</span>
            </Button>
          </Group>
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("nav.provisioning")}
        description={t("provisioning.description")}
        actions={create}
      />
      <BaseAddress />
      <PagedTable
        label={t("provisioning.tokens")}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        name="scim-tokens"
        source={pages}
        sort={sort ?? "-created_at"}
        onSort={(wanted) => void navigate({ search: { sort: wanted } })}
        empty={
          <EmptyState
            title={t("provisioning.empty_title")}
            detail={t("provisioning.empty_detail")}
            action={create}
          />
        }
      />
      {creating && <CreateToken onClose={() => setCreating(false)} />}
      {rotating !== undefined && (
        <RotateToken token={rotating} onClose={() => setRotating(undefined)} />
      )}
      {ending !== undefined && (
        <TypedConfirm
          title={t("provisioning.end_title", { name: ending.name })}
          phrase={ending.name}
          action={t("provisioning.end")}
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await endScimToken(ending.id);
            await client.invalidateQueries({ queryKey: ["scim-tokens"] });
            notifications.show({ message: t("provisioning.ended", { name: ending.name }) });
          }}
        >
          <Text size="sm">{t("provisioning.end_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}
