import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { ChangePassword } from "./change_password";
import { OwnFactors } from "./factors/own_factors";
import { OwnSessions } from "./own_sessions";
import { PolicyForm } from "./policy";

function Security() {
  const t = useT();
  const may = useMay();
  const tenant = useQuery(sessionQuery).data?.tenant.name ?? "";
  return (
    <>
      <PageHeader title={t("nav.security")} description={t("security.description")} />
      <Stack gap="xl">
        <OwnSessions />
        <OwnFactors />
        <ChangePassword />
        {may("tenant:write") && <PolicyForm tenant={tenant} />}
      </Stack>
    </>
  );
}

export function SecurityPage() {
  return (
    <ExtraWords group="identity">
      <Security />
    </ExtraWords>
  );
}
