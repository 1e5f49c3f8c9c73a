import { Button, Group, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { problemOf } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import { changeRole, usersPages, type User } from "@/api/users";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import type { UsersSearch } from "@/app/search_params";
import { useRoleChoices } from "@/app/role_choices";
import { roleName } from "@/app/role_name";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { StateBadge } from "@/components/state_badge";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import { AddUser } from "./add_user";
import { Invitations } from "./invitations";
import { Invite } from "./invite";
import { MemberMenu } from "./member_menu";
import { RoleUndo } from "./role_undo";
import { UserFilters } from "./user_filters";
import { useMembersChanged } from "./use_members_changed";

const route = getRouteApi("/console/users");

/** The role of a user; a change takes effect at once and can be undone from the notice. */
function RoleSelect({ user }: { user: User }) {
  const t = useT();
  const changed = useMembersChanged();
  const choices = useRoleChoices();
  const nameOf = (role: string) => choices.find(({ value }) => value === role)?.label ?? role;
  const change = useMutation({
    mutationFn: (role: string) => changeRole(user.id, user.role, role),
    onSuccess: async (_, role) => {
      await changed();
      const id = `role-${user.id}`;
      notifications.show({
        id,
        autoClose: 10_000,
        message: (
          <RoleUndo
            id={id}
            name={user.name}
            role={role}
            roleName={nameOf(role)}
            before={user.role}
            user={user.id}
          />
        ),
      });
    },
    onError: async (error) => {
      notifications.show({ color: "red", message: problemWords(problemOf(error), t).title });
      await changed();
    },
  });
  return (
    <Select
      size="xs"
      w={130}
      aria-label={t("users.role_of", { name: user.name })}
      allowDeselect={false}
      disabled={change.isPending}
      value={user.role}
      data={choices}
      onChange={(role) => {
        if (role !== null && role !== user.role) change.mutate(role);
      }}
    />
  );
}

function Users() {
  const t = useT();
  const may = useMay();
  const me = useQuery(sessionQuery).data?.user.id;
  const { invite, ...search } = route.useSearch();
  const pages = usersPages({ search: search.q, status: search.status, sort: search.sort });
  const query = useInfiniteQuery(pages);
  const [adding, setAdding] = useState(false);
  const navigate = route.useNavigate();
  const change = (to: UsersSearch) =>
    void navigate({ search: { ...search, ...to }, replace: true });
  const setInviting = (on: boolean) => change({ invite: on ? "yes" : undefined });
  const writable = may("users:write");
  const actions = writable && (
    <Group gap="xs">
      <Button variant="default" onClick={() => setAdding(true)}>
        {t("members.with_password")}
      </Button>
      <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
        {t("invite.action")}
      </Button>
    </Group>
  );
  return (
    <>
      <PageHeader title={t("nav.users")} description={t("users.description")} actions={actions} />
      <PagedTable
        label={t("nav.users")}
        query={query}
        rowKey={(user) => user.id}
        sort={search.sort ?? "name"}
        onSort={(sort) => change({ sort })}
        name="users"
        source={pages}
        search={search}
        onSearch={(to) => void navigate({ search: to })}
        filters={<UserFilters search={search} onSearch={change} />}
        empty={<EmptyState title={t("users.empty_title")} action={actions} />}
        columns={[
          {
            id: "name",
            header: t("users.name"),
            sort: "name",
            title: true,
            cell: (user) => user.name,
          },
          {
            id: "email",
            header: t("sign_in.email"),
            sort: "email",
            cell: (user) => user.email,
          },
          {
            id: "status",
            header: t("members.status"),
            cell: (user) => (
              <StateBadge color={user.status === "active" ? "green" : "gray"}>
                {t(`members.${user.status}`)}
              </StateBadge>
            ),
          },
          {
            id: "seen",
            header: t("members.seen"),
            cell: (user) => <Moment at={user.seen_at} day />,
          },
          {
            id: "role",
            header: t("users.role"),
            // Nobody can lock themselves out by a slip of the mouse.
            cell: (user) =>
              writable && user.id !== me ? (
                <RoleSelect user={user} />
              ) : (
                roleName(user.role, user.role_name, t)
              ),
          },
          {
            id: "actions",
            header: t("common.actions"),
            hideHeader: true,
            align: "end",
            cell: (user) => writable && user.id !== me && <MemberMenu user={user} />,
          },
        ]}
      />
      <Invitations />
      {adding && <AddUser onClose={() => setAdding(false)} />}
      {writable && invite === "yes" && <Invite onClose={() => setInviting(false)} />}
    </>
  );
}

export function UsersPage() {
  return (
    <ExtraWords group="identity">
      <Users />
    </ExtraWords>
  );
}
