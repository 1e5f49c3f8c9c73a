import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { standingQuery } from "@/api/organisation";
import { sessionQuery } from "@/api/session";
import { ExtraWords } from "@/app/extra_words";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { CloseTenant } from "./close_tenant";
import { Exports } from "./exports";
import { SupportAccess } from "./support_access";
import { StandingFacts } from "./standing_facts";

function Organisation() {
  const t = useT();
  const session = useQuery(sessionQuery).data;
  const standing = useQuery(standingQuery).data;
  if (!session || standing === undefined) return null;
  const owner = session.role === "owner";
  return (
    <>
      <PageHeader title={t("nav.organisation")} description={t("organisation.description")} />
      <Stack gap="xl">
        <StandingFacts standing={standing} />
        {owner && standing.status !== "suspended" && <Exports tenant={session.tenant} />}
        {owner && standing.status === "active" && <SupportAccess />}
        {owner && <CloseTenant tenant={session.tenant} standing={standing} />}
        {!owner && <p className="quiet">{t("organisation.owners_only")}</p>}
      </Stack>
    </>
  );
}

/** Where the tenant stands, and how it ends. */
export function OrganisationPage() {
  return (
    <ExtraWords group="organisation">
      <Organisation />
    </ExtraWords>
  );
}
