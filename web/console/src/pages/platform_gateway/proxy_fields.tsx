import { Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { forwardingFields } from "@/api/platform_gateway";
import { useT } from "@/messages/use_t";
import type { PolicyDraft } from "./policy_draft";

interface Props {
  draft: PolicyDraft;
  onChange: (change: Partial<PolicyDraft>) => void;
  disabled: boolean;
}

/** Whose word on who sent a request is taken, and what its host says. */
export function ProxyFields({ draft, onChange, disabled }: Props) {
  const t = useT();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Textarea
        label={t("platform_gateway.trusted_proxies")}
        description={t("platform_gateway.trusted_proxies_detail")}
        autosize
        minRows={3}
        maxRows={12}
        disabled={disabled}
        value={draft.trusted_proxies}
        onChange={(event) => onChange({ trusted_proxies: event.currentTarget.value })}
      />
      <Stack>
        <Select
          label={t("platform_gateway.forwarding_field")}
          description={t("platform_gateway.forwarding_field_detail")}
          allowDeselect={false}
          disabled={disabled}
          data={forwardingFields.map((value) => ({
            value,
            label: t(`platform_gateway.field_${value}`),
          }))}
          value={draft.forwarding_field}
          onChange={(value) => value && onChange({ forwarding_field: value })}
        />
        <TextInput
          label={t("platform_gateway.tenant_domain")}
          description={t("platform_gateway.tenant_domain_detail")}
          maxLength={253}
          disabled={disabled}
          value={draft.tenant_domain}
          onChange={(event) => onChange({ tenant_domain: event.currentTarget.value })}
        />
      </Stack>
    </SimpleGrid>
  );
}
