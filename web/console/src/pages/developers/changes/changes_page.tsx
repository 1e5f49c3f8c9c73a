import { Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { openapiQuery } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import { useDateLocale } from "@/app/preferences";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { formatDay } from "@/format/time";
import { useT } from "@/messages/use_t";
import { PortalPage } from "../portal_page";
import { daysWith, type ChangeList, type DayOfChanges } from "./change_list";
import classes from "./changes.module.css";

/** Long: it comes when somebody looks at it. */
const changesQuery = {
  queryKey: ["messages", "api-changes"],
  queryFn: async () => (await import("../../../../../../api/changes.json")).default as ChangeList,
  staleTime: Infinity,
};

function Deprecations() {
  const t = useT();
  const query = useQuery(openapiQuery);
  if (query.isPending) return <Skeleton height={60} />;
  const old = operationsOf(query.data).filter(({ deprecated }) => deprecated);
  return (
    <section className={classes["section"]}>
      <h2>{t("portal.deprecations")}</h2>
      {old.length === 0 ? (
        <p className="quiet">{t("portal.none_deprecated")}</p>
      ) : (
        <ul>
          {old.map(({ id, deprecation }) => (
            <li key={id}>
              <Link to="/developers" search={{ operation: id, q: id }} className="link underlined">
                {id}
              </Link>{" "}
              {deprecation}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Names({ title, names }: { title: string; names: string[] | undefined }) {
  if (names === undefined || names.length === 0) return null;
  return (
    <>
      <h3>
        {title} <span className="quiet">{names.length}</span>
      </h3>
      <ul className={classes["names"]}>
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Day({ day, open }: { day: DayOfChanges; open: boolean }) {
  const t = useT();
  const locale = useDateLocale();
  const { date, added, removed, changed } = day;
  return (
    <details className={`surface ${classes["day"]}`} open={open}>
      <summary>
        <b>{formatDay(date, locale)}</b>{" "}
        <span className="quiet">
          {t("portal.day_of_changes", {
            added: added?.length ?? 0,
            removed: removed?.length ?? 0,
            changed: changed?.length ?? 0,
          })}
        </span>
      </summary>
      <Names title={t("portal.added")} names={added} />
      <Names title={t("portal.removed")} names={removed} />
      <Names title={t("portal.changed")} names={changed} />
    </details>
  );
}

/** What the API gained, lost and changed, and what will go. */
export function ChangesPage() {
  const t = useT();
  const query = useQuery(changesQuery);
  const [search, setSearch] = useState("");
  const days = daysWith(query.data?.days ?? [], search);
  return (
    <PortalPage title={t("portal.changes")} description={t("portal.changes_detail")}>
      <Deprecations />
      <section className={classes["section"]}>
        <h2>{t("portal.changes_by_day")}</h2>
        <TextInput
          mb="sm"
          maw={420}
          aria-label={t("portal.search_changes")}
          placeholder={t("portal.search_changes")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Skeleton height={200} />}
        {query.isSuccess && days.length === 0 && <EmptyState title={t("portal.no_change")} />}
        {days.map((day, index) => (
          <Day key={`${day.date} ${search}`} day={day} open={index === 0 || search !== ""} />
        ))}
      </section>
    </PortalPage>
  );
}
