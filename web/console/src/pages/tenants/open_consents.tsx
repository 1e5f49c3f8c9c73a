import { Button, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { beginSupport, openConsentsQuery, type OpenConsent } from "@/api/support";
import { roleName } from "@/app/role_name";
import { DataTable, type Column } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { EnterDialog } from "./enter_dialog";

/** Where tenants let support act, for operators. */
export function OpenConsents() {
  const t = useT();
  const [beginning, setBeginning] = useState<OpenConsent>();
  const consents = useQuery(openConsentsQuery);
  const rows = consents.data ?? [];
  const columns: Column<OpenConsent>[] = [
    { id: "tenant", header: t("tenants.name"), title: true, cell: (one) => one.tenant_name },
    {
      id: "as",
      header: t("support.as"),
      cell: (one) => `${one.user_name} · ${roleName(one.role, undefined, t)}`,
    },
    { id: "reason", header: t("support.reason"), cell: (one) => one.reason },
    { id: "until", header: t("support.until"), cell: (one) => <Moment at={one.until_at} /> },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (one) => (
        <Button variant="subtle" size="compact-xs" onClick={() => setBeginning(one)}>
          {t("support.begin")}
          <span className="visually-hidden"> {one.tenant_name}</span>
        </Button>
      ),
    },
  ];
  if (consents.isError) return <ProblemAlert error={consents.error} />;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="open-consents">
      <Title order={2} size="h4" id="open-consents" mt="xl" mb="sm">
        {t("support.open")}
      </Title>
      <DataTable label={t("support.open")} columns={columns} rows={rows} rowKey={(one) => one.id} />
      {beginning !== undefined && (
        <EnterDialog
          title={t("support.begin")}
          detail={t("support.begin_detail", {
            name: beginning.user_name,
            tenant: beginning.tenant_name,
          })}
          enter={(reason) => beginSupport(beginning.id, reason)}
          onClose={() => setBeginning(undefined)}
        />
      )}
    </section>
  );
}
