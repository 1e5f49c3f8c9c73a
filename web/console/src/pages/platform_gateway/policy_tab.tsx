import { Fieldset, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changePolicy, policyQuery, type PlatformPolicy } from "@/api/platform_gateway";
import { useMay } from "@/app/permissions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { RulesFields } from "@/pages/gateway/rules_fields";
import { RulesForm } from "@/pages/gateway/rules_form";
import { draftOf, policyOf, type PolicyDraft } from "./policy_draft";
import { ProxyFields } from "./proxy_fields";
import { SizeFields } from "./size_fields";
import { UpstreamList } from "./upstream_list";

interface Props {
  policy: PlatformPolicy;
  tag: string | undefined;
}

/** Starts from what is kept; saving refuses what changed meanwhile. */
export function PolicyForm({ policy, tag }: Props) {
  const t = useT();
  const disabled = !useMay()("platform.gateway:write");
  const [draft, setDraft] = useState(() => draftOf(policy));
  const take = (change: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...change }));
  return (
    <RulesForm
      queryKey={policyQuery.queryKey}
      save={(reason) => changePolicy(policyOf(draft), reason, tag)}
      disabled={disabled}
    >
      <Stack mb="md">
        <Fieldset legend={t("platform_gateway.who")}>
          <RulesFields
            draft={draft.rules}
            onChange={(rules) => take({ rules })}
            disabled={disabled}
          />
        </Fieldset>
        <Fieldset legend={t("platform_gateway.proxies")}>
          <ProxyFields draft={draft} onChange={take} disabled={disabled} />
        </Fieldset>
        <Fieldset legend={t("platform_gateway.sizes")}>
          <SizeFields
            draft={draft.sizes}
            onChange={(sizes) => take({ sizes })}
            disabled={disabled}
          />
        </Fieldset>
        <Fieldset legend={t("platform_gateway.upstreams")}>
          <UpstreamList
            rules={draft.upstreams}
            onChange={(upstreams) => take({ upstreams })}
            disabled={disabled}
          />
        </Fieldset>
      </Stack>
    </RulesForm>
  );
}

/** The rules for all requests, before those of a tenant. */
export function PolicyTab() {
  const query = useQuery({ ...policyQuery, refetchOnWindowFocus: false });
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.isPending) return <Skeleton height={640} />;
  // A new form whenever another policy was read.
  return <PolicyForm key={query.data.tag} policy={query.data.value} tag={query.data.tag} />;
}
