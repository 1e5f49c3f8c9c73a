import { Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  addDomain,
  domainsQuery,
  removeDomain,
  verifyDomain,
  type Connection,
  type Domain,
} from "@/api/sign_on";
import { CopyButton } from "@/components/copy_button";
import { ProblemAlert } from "@/components/problem_alert";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { Section } from "./section";

/** How a domain stands; what calls for the record to be put into DNS is yellow. */
function standing(domain: Domain) {
  if (domain.verified_at === undefined) return { color: "yellow", label: "unverified" } as const;
  if (domain.missing_since !== undefined) return { color: "yellow", label: "missing" } as const;
  return { color: "teal", label: "verified" } as const;
}

function Record({ domain }: { domain: Domain }) {
  const t = useT();
  return (
    <>
      <Text size="sm">{t("sign_on.record")}</Text>
      {[domain.record_name, domain.record_text].map((text) => (
        <Group key={text} gap={4} wrap="nowrap">
          <Code style={{ overflowWrap: "anywhere" }}>{text}</Code>
          <CopyButton text={text} />
        </Group>
      ))}
    </>
  );
}

function OneDomain({ domain }: { domain: Domain }) {
  const t = useT();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: domainsQuery.queryKey });
  const verify = useMutation({ mutationFn: () => verifyDomain(domain.id), onSettled: refresh });
  const remove = useMutation({ mutationFn: () => removeDomain(domain.id), onSuccess: refresh });
  const { color, label } = standing(domain);
  const proven = label === "verified";
  return (
    <li className="surface" style={{ padding: 12, marginBlock: 8, maxWidth: 720 }}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{domain.domain}</Text>
          <StateBadge color={color}>{t(`sign_on.${label}`)}</StateBadge>
        </Group>
        <Group gap="xs">
          {!proven && (
            <Button
              size="compact-sm"
              variant="default"
              loading={verify.isPending}
              onClick={() => verify.mutate()}
            >
              {t("sign_on.verify")}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t("sign_on.remove_domain", { domain: domain.domain })}
          </Button>
        </Group>
      </Group>
      {!proven && <Record domain={domain} />}
      {verify.isError && <ProblemAlert error={verify.error} rest={[]} />}
      {remove.isError && <ProblemAlert error={remove.error} />}
    </li>
  );
}

/** Whose people sign in by this connection, proven by DNS. */
export function Domains({ connection }: { connection: Connection }) {
  const t = useT();
  const client = useQueryClient();
  const [wanted, setWanted] = useState("");
  const domains = useQuery(domainsQuery).data ?? [];
  const add = useMutation({
    mutationFn: () => addDomain(wanted.trim(), connection.id),
    onSuccess: async () => {
      setWanted("");
      await client.invalidateQueries({ queryKey: domainsQuery.queryKey });
    },
  });
  return (
    <Section title={t("sign_on.step_domains")} anchor="domains">
      <Text size="sm" mb="sm" maw={720}>
        {t("sign_on.domains_detail")}
      </Text>
      <ul style={{ listStyle: "none", paddingInlineStart: 0 }}>
        {domains
          .filter((domain) => domain.connection === connection.id)
          .map((domain) => (
            <OneDomain key={domain.id} domain={domain} />
          ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted.trim() !== "") add.mutate();
        }}
      >
        <Stack gap="xs" maw={560}>
          {add.isError && <ProblemAlert error={add.error} />}
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              label={t("sign_on.domain")}
              style={{ flex: 1 }}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={add.isPending}>
              {t("sign_on.add_domain")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
