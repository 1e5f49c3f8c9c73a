import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeGateway, gatewayQuery, type GatewayRules } from "@/api/gateway";
import { useMay } from "@/app/permissions";
import { ProblemAlert } from "@/components/problem_alert";
import { draftOf, rulesOf } from "./rules_draft";
import { RulesFields } from "./rules_fields";
import { RulesForm } from "./rules_form";

interface Props {
  rules: GatewayRules;
  tag: string | undefined;
}

/** Starts from what is kept; saving refuses what changed meanwhile. */
function OwnRules({ rules, tag }: Props) {
  const disabled = !useMay()("gateway:write");
  const [draft, setDraft] = useState(() => draftOf(rules));
  return (
    <RulesForm
      queryKey={gatewayQuery.queryKey}
      save={(reason) => changeGateway(rulesOf(draft), reason, tag)}
      disabled={disabled}
    >
      <RulesFields draft={draft} onChange={setDraft} disabled={disabled} />
    </RulesForm>
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
  return <OwnRules key={query.data.tag} rules={query.data.value.rules} tag={query.data.tag} />;
}
