import { ActionIcon, Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { mapProblem, problemOf } from "@/api/problem";
import { givenRoles, type Connection, type ConnectionChange } from "@/api/sign_on";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { Section } from "./section";
import { useChange } from "./use_change";

const pointers = { "/group_roles": "group_roles" } as const;

/** Groups and roles, who becomes a member, and by which names an identity provider says things. */
export function Roles({ connection }: { connection: Connection }) {
  const t = useT();
  const change = useChange(connection.id);
  const form = useForm({
    initialValues: {
      group_roles: connection.group_roles,
      default_role: connection.default_role,
      creates_users: connection.creates_users,
      required: connection.required,
      begins_there: connection.begins_there,
      email_attribute: connection.email_attribute ?? "",
      name_attribute: connection.name_attribute ?? "",
      groups_attribute: connection.groups_attribute ?? "",
    },
  });
  const roles = givenRoles.map((one) => ({ value: one, label: t(`role.${one}`) }));
  const save = ({ begins_there, ...values }: typeof form.values) => {
    const wanted: ConnectionChange = {
      ...values,
      group_roles: values.group_roles.filter(({ group }) => group.trim() !== ""),
    };
    if (connection.protocol === "saml") wanted.begins_there = begins_there;
    change.mutate(wanted);
  };
  return (
    <Section title={t("sign_on.step_roles")} anchor="roles">
      <Text size="sm" mb="sm" maw={720}>
        {t("sign_on.roles_detail")}
      </Text>
      <form noValidate onSubmit={form.onSubmit(save)}>
        <Stack gap="sm" maw={560}>
          {change.isError && (
            <ProblemAlert
              error={change.error}
              rest={mapProblem(problemOf(change.error), pointers).rest}
            />
          )}
          {form.values.group_roles.map(({ group }, place) => (
            <Group key={place} gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                label={t("sign_on.group")}
                style={{ flex: 1 }}
                {...form.getInputProps(`group_roles.${place}.group`)}
              />
              <Select
                label={t("sign_on.role")}
                allowDeselect={false}
                data={roles}
                {...form.getInputProps(`group_roles.${place}.role`)}
              />
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={t("sign_on.remove_group", { group })}
                onClick={() => form.removeListItem("group_roles", place)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
          <Button
            variant="subtle"
            leftSection={<IconPlus size={16} />}
            style={{ alignSelf: "flex-start" }}
            onClick={() => form.insertListItem("group_roles", { group: "", role: "member" })}
          >
            {t("sign_on.add_group")}
          </Button>
          <Select
            label={t("sign_on.default_role")}
            allowDeselect={false}
            data={roles}
            {...form.getInputProps("default_role")}
          />
          <Checkbox
            label={t("sign_on.creates_users")}
            {...form.getInputProps("creates_users", { type: "checkbox" })}
          />
          <Checkbox
            label={t("sign_on.required")}
            {...form.getInputProps("required", { type: "checkbox" })}
          />
          {connection.protocol === "saml" && (
            <Checkbox
              label={t("sign_on.begins_there")}
              {...form.getInputProps("begins_there", { type: "checkbox" })}
            />
          )}
          {(["email_attribute", "name_attribute", "groups_attribute"] as const).map((name) => (
            <TextInput
              key={name}
              label={t(`sign_on.${name}`)}
              description={t("sign_on.attribute_detail")}
              {...form.getInputProps(name)}
            />
          ))}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: "flex-start" }}>
            {t("sign_on.save")}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
