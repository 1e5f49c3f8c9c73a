import { Button, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconBuilding, IconCheck, IconFingerprint, IconUserPlus } from "@tabler/icons-react";
import { rowsOf } from "@/api/page";
import { sessionQuery } from "@/api/session";
import { signInPolicyQuery } from "@/api/sessions";
import { connectionsPages } from "@/api/sign_on";
import { usageQuery } from "@/api/usage";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import { setPreferences, usePreferences } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import classes from "./overview.module.css";

// What is done on the pages that the steps lead to is known at once.
const calm = { staleTime: 60_000 };

/** Which steps are taken; undefined until all is known. Nothing of it leaves an entry in the audit. */
function useTaken() {
  const usage = useQuery({ ...usageQuery, ...calm }).data;
  const policy = useQuery({ ...signInPolicyQuery, ...calm }).data;
  const connections = useInfiniteQuery({ ...connectionsPages(), ...calm }).data;
  if (usage === undefined || policy === undefined || connections === undefined) return undefined;
  return {
    people: usage.limits.some(({ limit, used }) => limit === "users" && used > 1),
    passkeys: policy.second_factor !== "optional",
    sign_on: rowsOf(connections).some(({ enabled }) => enabled),
  };
}

const steps = ["people", "passkeys", "sign_on"] as const;
type Step = (typeof steps)[number];
const icons = { people: IconUserPlus, passkeys: IconFingerprint, sign_on: IconBuilding };

function Action({ step }: { step: Step }) {
  const t = useT();
  return (
    <Button
      size="xs"
      variant="default"
      renderRoot={(props) => {
        if (step === "people") return <Link to="/users" search={{ invite: "yes" }} {...props} />;
        if (step === "passkeys") return <Link to="/security" hash="policy" {...props} />;
        return <Link to="/security/sign-on" {...props} />;
      }}
    >
      {t(`set_up.${step}_action`)}
    </Button>
  );
}

function Steps({ tenant }: { tenant: string }) {
  const t = useT();
  const taken = useTaken();
  const { setUpHidden } = usePreferences();
  if (taken === undefined || steps.every((step) => taken[step])) return null;
  return (
    <section className={`surface padded ${classes["first"]}`} aria-labelledby="set-up">
      <div className={classes["panelHead"]}>
        <Title order={2} id="set-up">
          {t("set_up.title")}
        </Title>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => setPreferences({ setUpHidden: [...setUpHidden, tenant] })}
        >
          {t("set_up.hide")}
        </Button>
      </div>
      <Text size="sm" className="quiet" mb="xs">
        {t("set_up.detail")}
      </Text>
      <ul>
        {steps.map((step) => {
          const Icon = taken[step] ? IconCheck : icons[step];
          return (
            <li key={step} data-done={taken[step] || undefined}>
              <span className={classes["number"]}>
                <Icon size={14} aria-hidden="true" />
              </span>
              <Text size="sm" style={{ flex: 1 }}>
                {t(`set_up.${step}`)}
                {taken[step] && <span className="visually-hidden"> {t("set_up.done")}</span>}
              </Text>
              {!taken[step] && <Action step={step} />}
            </li>
          );
        })}
      </ul>
      <Text size="sm" mt="xs">
        {t("set_up.audit")}{" "}
        <Link to="/audit" search={{ kind: "change" }} className="link underlined">
          {t("set_up.audit_action")}
        </Link>
      </Text>
    </section>
  );
}

/** What an owner does for the people of the organisation, until it is done or put off. */
export function SetUp() {
  const may = useMay();
  const tenant = useQuery(sessionQuery).data?.tenant;
  const { setUpHidden } = usePreferences();
  const able = ["users:write", "tenant:write", "sign_on:write"].every(may);
  if (!able || tenant === undefined || setUpHidden.includes(tenant.slug)) return null;
  return (
    <ExtraWords group="set_up">
      <Steps tenant={tenant.slug} />
    </ExtraWords>
  );
}
