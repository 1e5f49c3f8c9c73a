import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { removeRole, rolesQuery, type RoleWithPermissions } from "@/api/roles";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { Matrix } from "./matrix";
import { RoleDialog } from "./role_dialog";

/** The roles of one's own, with what can be done about each. */
function OwnRoles(props: {
  roles: RoleWithPermissions[];
  onEdit: (role: RoleWithPermissions) => void;
  onRemove: (role: RoleWithPermissions) => void;
}) {
  const t = useT();
  const may = useMay();
  return (
    <section aria-labelledby="own-roles">
      <Title order={2} size="h4" id="own-roles" mb="sm">
        {t("roles.own")}
      </Title>
      <Stack gap="xs">
        {props.roles.map((role) => (
          <Group key={role.id} justify="space-between" className="surface padded">
            <span>
              <Text span fw={600}>
                {role.name}
              </Text>{" "}
              <span className="quiet">{t("roles.users", { count: role.users ?? 0 })}</span>
            </span>
            {may("roles:write") && (
              <Group gap="xs">
                <Button variant="default" size="xs" onClick={() => props.onEdit(role)}>
                  {t("roles.edit")}
                  <span className="visually-hidden"> {role.name}</span>
                </Button>
                <Button
                  variant="subtle"
                  color="red"
                  size="xs"
                  disabled={(role.users ?? 0) > 0}
                  onClick={() => props.onRemove(role)}
                >
                  {t("roles.remove")}
                  <span className="visually-hidden"> {role.name}</span>
                </Button>
              </Group>
            )}
          </Group>
        ))}
      </Stack>
    </section>
  );
}

function Roles() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const query = useQuery(rolesQuery);
  const [editing, setEditing] = useState<RoleWithPermissions | "new">();
  const [removing, setRemoving] = useState<RoleWithPermissions>();
  const list = query.data;
  const own = list?.items.filter(({ built_in: builtIn }) => !builtIn) ?? [];
  const create = may("roles:write") && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
      {t("roles.create")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("nav.roles")} description={t("roles.description")} actions={create} />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      <Stack gap="xl">
        {own.length > 0 && <OwnRoles roles={own} onEdit={setEditing} onRemove={setRemoving} />}
        {list !== undefined && <Matrix list={list} />}
      </Stack>
      {editing !== undefined && (
        <RoleDialog
          {...(editing === "new" ? {} : { role: editing })}
          permissions={list?.permissions ?? []}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing !== undefined && (
        <TypedConfirm
          title={t("roles.remove_title", { name: removing.name })}
          phrase={removing.name}
          action={t("roles.remove")}
          onClose={() => setRemoving(undefined)}
          onConfirm={async () => {
            await removeRole(removing.id ?? "");
            await client.invalidateQueries({ queryKey: ["roles"] });
            notifications.show({ message: t("roles.removed", { name: removing.name }) });
          }}
        >
          <Text size="sm">{t("roles.remove_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}

/** Roles and what each may do. */
export function RolesPage() {
  return (
    <ExtraWords group="organisation">
      <Roles />
    </ExtraWords>
  );
}
