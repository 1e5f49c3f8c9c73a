import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { openapiQuery } from "@/api/openapi";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { doorOf } from "./examples/languages";
import classes from "./developers.module.css";
import { callsOperation } from "./calls/calls_query";

interface Props {
  title: string;
  description: ReactNode;
  actions?: ReactNode;
  /** The reference itself; every other page belongs to it. */
  first?: boolean;
  children: ReactNode;
}

/** A page of the portal: its head, the way to the others, and what it is about. */
export function PortalPage({ title, description, actions, first = false, children }: Props) {
  const t = useT();
  const api = useQuery(openapiQuery).data;
  const graphql = api !== undefined && doorOf(api, "graphql") !== undefined;
  const calls = callsOperation(api) !== undefined;
  return (
    <>
      <PageHeader
        title={title}
        description={description}
        actions={actions}
        {...(first ? {} : { parent: { to: "/developers" as const, label: t("nav.developers") } })}
      />
      <nav className={classes["pages"]} aria-label={t("portal.pages")}>
        <Link to="/developers" activeOptions={{ exact: true, includeSearch: false }}>
          {t("portal.reference")}
        </Link>
        <Link to="/developers/start">{t("portal.start")}</Link>
        {graphql && <Link to="/developers/graphql">GraphQL</Link>}
        <Link to="/developers/events">{t("portal.events")}</Link>
        <Link to="/developers/tries">{t("portal.tries")}</Link>
        {calls && <Link to="/developers/calls">{t("portal.calls")}</Link>}
        <Link to="/developers/changes">{t("portal.changes")}</Link>
      </nav>
      {children}
    </>
  );
}
