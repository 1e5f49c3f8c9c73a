import { Button, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { problemOf } from "@/api/problem";
import { roles, sessionQuery, type Role } from "@/api/session";
import { changeRole, usersPages, type User } from "@/api/users";
import { useMay } from "@/app/permissions";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import { AddUser } from "./add_user";
import { RoleUndo } from "./role_undo";

/** The role of a user; a change takes effect at once and can be undone from the notice. */
function RoleSelect({ user }: { user: User }) {
  const t = useT();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (role: Role) => changeRole(user.id, user.role, role),
    onSuccess: async (_, role) => {
      await client.invalidateQueries({ queryKey: ["users"] });
      const id = `role-${user.id}`;
      notifications.show({
        id,
        autoClose: 10_000,
        message: (
          <RoleUndo id={id} name={user.name} role={role} before={user.role} user={user.id} />
        ),
      });
    },
    onError: async (error) => {
      notifications.show({ color: "red", message: problemWords(problemOf(error), t).title });
      await client.invalidateQueries({ queryKey: ["users"] });
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
      data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      onChange={(role) => {
        if (role !== null && role !== user.role) change.mutate(role as Role);
      }}
    />
  );
}

export function UsersPage() {
  const t = useT();
  const may = useMay();
  const me = useQuery(sessionQuery).data?.user.id;
  const query = useInfiniteQuery(usersPages());
  const [adding, setAdding] = useState(false);
  const add = may("users:write") && (
    <Button leftSection={<IconUserPlus size={16} />} onClick={() => setAdding(true)}>
      {t("users.add")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("nav.users")} description={t("users.description")} actions={add} />
      <PagedTable
        label={t("nav.users")}
        query={query}
        rowKey={(user) => user.id}
        empty={<EmptyState title={t("users.empty_title")} action={add} />}
        columns={[
          { id: "name", header: t("users.name"), title: true, cell: (user) => user.name },
          { id: "email", header: t("sign_in.email"), cell: (user) => user.email },
          {
            id: "created",
            header: t("common.created"),
            cell: (user) => <Moment at={user.created_at} day />,
          },
          {
            id: "role",
            header: t("users.role"),
            // Nobody can lock themselves out by a slip of the mouse.
            cell: (user) =>
              may("users:write") && user.id !== me ? (
                <RoleSelect user={user} />
              ) : (
                t(`role.${user.role}`)
              ),
          },
        ]}
      />
      {adding && <AddUser onClose={() => setAdding(false)} />}
    </>
  );
}
