import {
  Button,
  Checkbox,
  Group,
  Select,
  SimpleGrid,
  Skeleton,
  Textarea,
  TextInput,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  changeGateway,
  firewallBodies,
  firewallModes,
  firewallScopes,
  gatewayQuery,
  type GatewayRules,
} from "@/api/gateway";
import { useMay } from "@/app/permissions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { linesOf, textOf } from "./lines";

const lists = [
  "allowed_networks",
  "denied_networks",
  "allowed_countries",
  "denied_countries",
  "cors_origins",
] as const;

interface Props {
  rules: GatewayRules;
  tag: string | undefined;
}

/** Starts from what is kept; saving refuses what changed meanwhile. */
function RulesForm({ rules, tag }: Props) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(lists.map((list) => [list, textOf(rules[list])])),
  );
  const [choices, setChoices] = useState(rules);
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const written = Object.fromEntries(lists.map((list) => [list, linesOf(texts[list] ?? "")]));
      return changeGateway({ ...choices, ...written }, reason, tag);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: gatewayQuery.queryKey });
      notifications.show({ message: t("gateway.saved") });
    },
  });
  const disabled = !may("gateway:write");
  return (
    <form
      className="surface"
      style={{ padding: "var(--mantine-spacing-md)" }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && <ProblemAlert error={save.error} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
        {lists.map((list) => (
          <Textarea
            key={list}
            label={t(`gateway.${list}`)}
            description={t(`gateway.${list}_detail`)}
            autosize
            minRows={3}
            maxRows={12}
            disabled={disabled}
            value={texts[list] ?? ""}
            onChange={(event) => setTexts({ ...texts, [list]: event.currentTarget.value })}
          />
        ))}
        <Checkbox
          label={t("gateway.cors_credentials")}
          disabled={disabled}
          checked={choices.cors_credentials}
          onChange={(event) =>
            setChoices({ ...choices, cors_credentials: event.currentTarget.checked })
          }
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mb="md">
        <Select
          label={t("gateway.firewall")}
          allowDeselect={false}
          disabled={disabled}
          data={firewallModes.map((value) => ({ value, label: t(`gateway.firewall_${value}`) }))}
          value={choices.firewall}
          onChange={(value) => value && setChoices({ ...choices, firewall: value })}
        />
        <Select
          label={t("gateway.firewall_scope")}
          allowDeselect={false}
          disabled={disabled}
          data={firewallScopes.map((value) => ({ value, label: t(`gateway.scope_${value}`) }))}
          value={choices.firewall_scope}
          onChange={(value) => value && setChoices({ ...choices, firewall_scope: value })}
        />
        <Select
          label={t("gateway.firewall_body")}
          allowDeselect={false}
          disabled={disabled}
          data={firewallBodies.map((value) => ({ value, label: t(`gateway.body_${value}`) }))}
          value={choices.firewall_body}
          onChange={(value) => value && setChoices({ ...choices, firewall_body: value })}
        />
      </SimpleGrid>
      {!disabled && (
        <Group align="flex-end">
          <TextInput
            label={t("gateway.reason")}
            flex={1}
            miw={220}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" loading={save.isPending}>
            {t("gateway.save")}
          </Button>
        </Group>
      )}
    </form>
  );
}

/** The rules for requests to this tenant. */
export function RulesTab() {
  const query = useQuery({ ...gatewayQuery, refetchOnWindowFocus: false });
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.isPending) return <Skeleton height={320} />;
  // A new form whenever other rules were read.
  return <RulesForm key={query.data.tag} rules={query.data.value.rules} tag={query.data.tag} />;
}
