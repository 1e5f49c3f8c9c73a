import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { openapiQuery } from "@/api/openapi";
import { EmptyState } from "@/components/empty_state";
import { useT } from "@/messages/use_t";
import { doorOf } from "../examples/languages";
import { PortalPage } from "../portal_page";

/** With the editor and GraphQL's own code: only for who opens it, where there is a door. */
const Workbench = lazy(async () => ({ default: (await import("./workbench")).Workbench }));

/** Documents against the server's GraphQL door, where it has one. */
export function GraphqlPage() {
  const t = useT();
  const api = useQuery(openapiQuery).data;
  const door = api === undefined ? undefined : doorOf(api, "graphql");
  return (
    <PortalPage title="GraphQL" description={t("portal.graphql_detail")}>
      {api === undefined && <Skeleton height={320} />}
      {api !== undefined && door === undefined && (
        <div className="surface">
          <EmptyState title={t("portal.no_graphql")} />
        </div>
      )}
      {door !== undefined && (
        <Suspense fallback={<Skeleton height={320} />}>
          <Workbench door={door} />
        </Suspense>
      )}
    </PortalPage>
  );
}
