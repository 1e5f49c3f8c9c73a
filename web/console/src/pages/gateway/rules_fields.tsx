import { Checkbox, Select, SimpleGrid, Textarea } from "@mantine/core";
import { agentConfirmations, firewallBodies, firewallModes, firewallScopes } from "@/api/gateway";
import { useT } from "@/messages/use_t";
import { ruleLists, type RulesDraft } from "./rules_draft";

interface Props {
  draft: RulesDraft;
  onChange: (draft: RulesDraft) => void;
  disabled: boolean;
}

/** What tenants say of requests to them and operators of all: lists, cookies, the firewall. */
export function RulesFields({ draft, onChange, disabled }: Props) {
  const t = useT();
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
        {ruleLists.map((list) => (
          <Textarea
            key={list}
            label={t(`gateway.${list}`)}
            description={t(`gateway.${list}_detail`)}
            autosize
            minRows={3}
            maxRows={12}
            disabled={disabled}
            value={draft[list]}
            onChange={(event) => onChange({ ...draft, [list]: event.currentTarget.value })}
          />
        ))}
        <Checkbox
          label={t("gateway.cors_credentials")}
          disabled={disabled}
          checked={draft.cors_credentials}
          onChange={(event) =>
            onChange({ ...draft, cors_credentials: event.currentTarget.checked })
          }
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mb="md">
        <Select
          label={t("gateway.firewall")}
          allowDeselect={false}
          disabled={disabled}
          data={firewallModes.map((value) => ({ value, label: t(`gateway.firewall_${value}`) }))}
          value={draft.firewall}
          onChange={(value) => value && onChange({ ...draft, firewall: value })}
        />
        <Select
          label={t("gateway.firewall_scope")}
          allowDeselect={false}
          disabled={disabled}
          data={firewallScopes.map((value) => ({ value, label: t(`gateway.scope_${value}`) }))}
          value={draft.firewall_scope}
          onChange={(value) => value && onChange({ ...draft, firewall_scope: value })}
        />
        <Select
          label={t("gateway.firewall_body")}
          allowDeselect={false}
          disabled={disabled}
          data={firewallBodies.map((value) => ({ value, label: t(`gateway.body_${value}`) }))}
          value={draft.firewall_body}
          onChange={(value) => value && onChange({ ...draft, firewall_body: value })}
        />
        <Select
          label={t("gateway.agent_confirmation")}
          description={t("gateway.agent_confirmation_detail")}
          allowDeselect={false}
          disabled={disabled}
          data={agentConfirmations.map((value) => ({ value, label: t(`gateway.agents_${value}`) }))}
          value={draft.agent_confirmation}
          onChange={(value) => value && onChange({ ...draft, agent_confirmation: value })}
        />
      </SimpleGrid>
    </>
  );
}
