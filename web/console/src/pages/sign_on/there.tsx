import { Code, Group, Select, Text } from "@mantine/core";
import { Fragment, useState } from "react";
import type { Connection } from "@/api/sign_on";
import { CopyButton } from "@/components/copy_button";
import { useT } from "@/messages/use_t";
import { Section } from "./section";

const providers = ["entra", "okta", "google", "keycloak", "other"] as const;
type Provider = (typeof providers)[number];

/** What each protocol wants to know of us. */
const wanted = {
  oidc: ["redirect_uri", "start_url"],
  saml: ["entity_id", "consumer_url", "metadata_url", "start_url"],
} as const;

/** What is to be entered at the identity provider, with a hint where. */
export function There({ connection }: { connection: Connection }) {
  const t = useT();
  const [provider, setProvider] = useState<Provider>("other");
  const { ours, protocol } = connection;
  const shown: readonly (keyof Connection["ours"])[] = wanted[protocol];
  return (
    <Section title={t("sign_on.step_there")}>
      <Select
        label={t("sign_on.provider")}
        maw={320}
        allowDeselect={false}
        value={provider}
        onChange={(value) => setProvider(providers.find((one) => one === value) ?? "other")}
        data={providers.map((one) => ({ value: one, label: t(`sign_on.provider_${one}`) }))}
      />
      <Text size="sm" my="sm" maw={720}>
        {t(`sign_on.hint_${protocol}_${provider}`)}
      </Text>
      <dl>
        {shown.map((name) => (
          <Fragment key={name}>
            <Text component="dt" size="sm" fw={600}>
              {t(`sign_on.ours_${name}`)}
            </Text>
            <dd style={{ margin: "0 0 8px" }}>
              <Group gap={4} wrap="nowrap">
                <Code style={{ overflowWrap: "anywhere" }}>{ours[name]}</Code>
                <CopyButton text={ours[name]} />
              </Group>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Section>
  );
}
