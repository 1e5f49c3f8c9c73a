import { Anchor, Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { connectionsPages, type Connection } from "@/api/sign_on";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { PagedTable } from "@/components/paged_table";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { CreateConnection } from "./create_connection";

/** By which identity providers members sign in. */
export function ConnectionsPage() {
  const t = useT();
  const may = useMay();
  const query = useInfiniteQuery(connectionsPages());
  const [creating, setCreating] = useState(false);
  const columns: Column<Connection>[] = [
    {
      id: "name",
      header: t("sign_on.name"),
      title: true,
      cell: (row) => (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link
              to="/security/sign-on/$connectionId"
              params={{ connectionId: row.id }}
              {...props}
            />
          )}
        >
          {row.name}
        </Anchor>
      ),
    },
    {
      id: "protocol",
      header: t("sign_on.protocol"),
      cell: (row) => t(`sign_on.protocol_${row.protocol}`),
    },
    {
      id: "status",
      header: t("sign_on.status"),
      cell: (row) => (
        <StateBadge color={row.enabled ? "teal" : "gray"}>
          {t(row.enabled ? "sign_on.on" : "sign_on.draft")}
        </StateBadge>
      ),
    },
    {
      id: "created",
      header: t("common.created"),
      cell: (row) => <Moment at={row.created_at} day />,
    },
  ];
  const create = may("sign_on:write") && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("sign_on.create")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("nav.sign_on")}
        description={t("sign_on.description")}
        actions={create}
      />
      <PagedTable
        label={t("nav.sign_on")}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={t("sign_on.empty")}
            detail={t("sign_on.empty_detail")}
            action={create}
          />
        }
      />
      {creating && <CreateConnection onClose={() => setCreating(false)} />}
    </>
  );
}
