import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { openapiQuery } from "@/api/openapi";
import { groupOperations, operationsOf } from "@/api/operations";
import { sessionQuery } from "@/api/session";
import { useMay } from "@/app/permissions";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";
import { CreateApiKey } from "@/pages/api_keys/create_api_key";
import classes from "../developers.module.css";
import { Downloads } from "../downloads";
import { PortalPage } from "../portal_page";
import { OperationRow } from "./operation_row";

const route = getRouteApi("/console/portal/developers");

function KeyLine() {
  const t = useT();
  const may = useMay();
  const [making, setMaking] = useState(false);
  return (
    <p className="quiet">
      {t("developers.key")} <code>export SANGAM_API_KEY=sk_…</code>{" "}
      {may("api_keys:read") && (
        <Link to="/api-keys" className="link underlined">
          {t("nav.api_keys")}
        </Link>
      )}{" "}
      {may("api_keys:write") && (
        <Button variant="default" size="compact-sm" onClick={() => setMaking(true)}>
          {t("keys.create")}
        </Button>
      )}
      {making && <CreateApiKey onClose={() => setMaking(false)} />}
    </p>
  );
}

/** Every operation the server declares, from its own description. */
export function ReferencePage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(openapiQuery);
  const operator = useQuery(sessionQuery).data?.role === "operator";
  const operations = useMemo(
    () => operationsOf(query.data).filter((item) => operator || !item.forOperators),
    [query.data, operator],
  );
  const groups = groupOperations(operations, search.q ?? "");
  const toggle = (id: string) =>
    void navigate({
      search: { ...search, operation: search.operation === id ? undefined : id },
      replace: true,
      resetScroll: false,
    });
  return (
    <PortalPage
      first
      title={t("nav.developers")}
      description={t("developers.description", { count: operations.length })}
      actions={
        <>
          <Downloads />
          <Link to="/design" className="link">
            {t("design.title")}
          </Link>
        </>
      }
    >
      <KeyLine />
      <div role="search" style={{ marginBottom: 12 }}>
        <SearchInput
          label={t("developers.search")}
          value={search.q ?? ""}
          onChange={(q) =>
            void navigate({ search: { ...search, q: q.trim() || undefined }, replace: true })
          }
        />
      </div>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={320} />}
      {query.isSuccess && groups.length === 0 && (
        <div className="surface">
          <EmptyState title={t("developers.none_match")} />
        </div>
      )}
      {query.data !== undefined &&
        groups.map((group) => (
          <section key={group.module} className={classes["group"]}>
            <h2>
              {group.module} <span className="quiet">{group.operations.length}</span>
            </h2>
            <div className={`surface ${classes["list"]}`}>
              {group.operations.map((operation) => (
                <OperationRow
                  key={operation.id}
                  api={query.data}
                  operation={operation}
                  open={search.operation === operation.id}
                  onToggle={() => toggle(operation.id)}
                />
              ))}
            </div>
          </section>
        ))}
    </PortalPage>
  );
}
