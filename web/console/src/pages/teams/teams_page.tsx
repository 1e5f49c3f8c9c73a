import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { teamsPages, type Team } from "@/api/teams";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";
import { CreateTeam } from "./create_team";

const route = getRouteApi("/console/directory/teams");

export function TeamsPage() {
  const t = useT();
  const may = useMay();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const pages = teamsPages(search.q, search.sort);
  const query = useInfiniteQuery(pages);
  const [creating, setCreating] = useState(false);
  const create = may("teams:write") && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("teams.create")}
    </Button>
  );
  const columns: Column<Team>[] = [
    {
      id: "name",
      header: t("teams.name"),
      sort: "name",
      title: true,
      cell: (team) => (
        <Link to="/teams/$teamId" params={{ teamId: team.id }} className="link">
          {team.name}
        </Link>
      ),
    },
    { id: "about", header: t("teams.about"), cell: (team) => team.description },
    {
      id: "members",
      header: t("teams.members"),
      cell: (team) => t("teams.member_count", { count: team.members }),
    },
    {
      id: "created",
      header: t("common.created"),
      sort: "created_at",
      cell: (team) => <Moment at={team.created_at} day />,
    },
  ];
  return (
    <>
      <PageHeader title={t("nav.teams")} description={t("teams.description")} actions={create} />
      <PagedTable
        label={t("nav.teams")}
        query={query}
        columns={columns}
        rowKey={(team) => team.id}
        name="teams"
        source={pages}
        search={{ ...search }}
        onSearch={(wanted) => void navigate({ search: wanted, replace: true })}
        sort={search.sort ?? "name"}
        onSort={(sort) => void navigate({ search: { ...search, sort } })}
        filters={
          <SearchInput
            label={t("teams.search")}
            value={search.q ?? ""}
            onChange={(q) => void navigate({ search: { ...search, q }, replace: true })}
          />
        }
        empty={
          <EmptyState
            title={t("teams.empty_title")}
            detail={t("teams.empty_detail")}
            action={create}
          />
        }
      />
      {creating && <CreateTeam onClose={() => setCreating(false)} />}
    </>
  );
}
