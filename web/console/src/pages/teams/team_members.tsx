import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { removeMember, teamMembersPages, type TeamMember } from "@/api/teams";
import type { TeamsSearch } from "@/app/directory_search";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { tellFailure } from "@/components/failure_notice";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { SearchInput } from "@/components/search_input";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

function TakeOut({ team, member }: { team: string; member: TeamMember }) {
  const t = useT();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => removeMember(team, member.id),
    onSuccess: () => notifications.show({ message: t("teams.taken_out", { name: member.name }) }),
    onSettled: () => client.invalidateQueries({ queryKey: ["teams"] }),
    onError: (error) => tellFailure(error, t),
  });
  return (
    <Button
      variant="subtle"
      color="red"
      size="compact-xs"
      loading={take.isPending}
      onClick={() => take.mutate()}
    >
      {t("teams.take_out")}
      <span className="visually-hidden"> {member.name}</span>
    </Button>
  );
}

interface Props {
  team: string;
  search: TeamsSearch;
  onSearch: (search: TeamsSearch) => void;
  /** What fills an empty team. */
  add: ReactNode;
}

/** Who is in a team. */
export function TeamMembers({ team, search, onSearch, add }: Props) {
  const t = useT();
  const may = useMay();
  const pages = teamMembersPages(team, search.q, search.sort);
  const query = useInfiniteQuery(pages);
  const columns: Column<TeamMember>[] = [
    { id: "name", header: t("users.name"), sort: "name", title: true, cell: (row) => row.name },
    { id: "email", header: t("sign_in.email"), cell: (row) => row.email },
    {
      id: "status",
      header: t("members.status"),
      cell: (row) => (
        <StateBadge color={row.status === "active" ? "green" : "gray"}>
          {t(`members.${row.status}`)}
        </StateBadge>
      ),
    },
    {
      id: "since",
      header: t("teams.since"),
      sort: "added_at",
      cell: (row) => <Moment at={row.added_at} day />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (row) => may("teams:write") && <TakeOut team={team} member={row} />,
    },
  ];
  return (
    <PagedTable
      label={t("teams.members")}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      name="team-members"
      source={pages}
      search={{ ...search }}
      onSearch={onSearch}
      sort={search.sort ?? "name"}
      onSort={(sort) => onSearch({ ...search, sort })}
      filters={
        <SearchInput
          label={t("teams.search_members")}
          value={search.q ?? ""}
          onChange={(q) => onSearch({ ...search, q })}
        />
      }
      empty={
        <EmptyState
          title={t("teams.nobody_title")}
          detail={t("teams.nobody_detail")}
          action={add}
        />
      }
    />
  );
}
