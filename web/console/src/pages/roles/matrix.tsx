import { Table } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { RoleList } from "@/api/roles";
import { roleName } from "@/app/role_name";
import { useT } from "@/messages/use_t";
import { areaName, rightName } from "./permission_words";
import classes from "./roles.module.css";

/** Every permission against every role. */
export function Matrix({ list }: { list: RoleList }) {
  const t = useT();
  const columns = list.items.map((role) => ({
    key: role.id ?? role.name,
    name: role.built_in ? roleName(role.name, undefined, t) : role.name,
    may: new Set(role.permissions),
  }));
  return (
    <div
      className={`surface ${classes["matrix"]}`}
      role="region"
      aria-label={t("roles.matrix")}
      tabIndex={0}
    >
      <Table striped highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("roles.permission")}</Table.Th>
            {columns.map(({ key, name }) => (
              <Table.Th key={key} className={classes["cell"]}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.permissions.map((permission) => (
            <Table.Tr key={permission}>
              <Table.Th scope="row" title={permission}>
                {areaName(permission.split(":")[0] ?? "", t)}
                <span className="quiet"> · {rightName(permission, t)}</span>
              </Table.Th>
              {columns.map(({ key, may }) => (
                <Table.Td key={key} className={classes["cell"]}>
                  {may.has(permission) && <IconCheck size={16} aria-hidden />}
                  <span className="visually-hidden">
                    {t(may.has(permission) ? "roles.may" : "roles.may_not")}
                  </span>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
