import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { factorsQuery } from "@/api/factors";
import type { Session } from "@/api/session";
import { signInPolicyQuery } from "@/api/sessions";
import { ExtraWords } from "@/app/extra_words";
import { refreshSession } from "@/app/session_cache";
import { useSignOut } from "@/app/shell/use_sign_out";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { PersonPage } from "@/pages/authorize/person_page";
import { AddPasskey } from "@/pages/security/factors/add_passkey";
import { SetUpApp } from "@/pages/security/factors/set_up_app";
import { Choices, type Choice } from "./choices";

function Enrol({ session }: { session: Session }) {
  const t = useT();
  const client = useQueryClient();
  const leave = useSignOut();
  const factors = useQuery(factorsQuery);
  const policy = useQuery(signInPolicyQuery);
  const [open, setOpen] = useState<Choice>();
  const refresh = async () => {
    setOpen(undefined);
    await client.invalidateQueries({ queryKey: factorsQuery.queryKey });
    await refreshSession(client);
  };
  const failure = factors.error ?? policy.error;
  const passkeyOnly = policy.data?.second_factor === "passkey";
  const retry = () => void Promise.all([factors.refetch(), policy.refetch()]);
  return (
    <PersonPage title={t("enrol.title")}>
      <Stack gap="md">
        {failure && <ProblemAlert error={failure} retry={retry} />}
        {factors.data === undefined || policy.data === undefined ? (
          !failure && <Skeleton height={140} />
        ) : (
          <>
            <Text>
              {t(passkeyOnly ? "enrol.passkey_detail" : "enrol.detail", {
                tenant: session.tenant.name,
              })}
            </Text>
            {passkeyOnly && (
              <Text size="sm" className="quiet">
                {t("passkeys.detail")}
              </Text>
            )}
            <Choices
              factors={factors.data}
              passkeyOnly={passkeyOnly}
              onOpen={setOpen}
              onShown={refresh}
            />
          </>
        )}
        <Button variant="subtle" onClick={() => void leave()}>
          {t("shell.sign_out")}
        </Button>
      </Stack>
      {open === "app" && <SetUpApp onEnd={() => void refresh()} />}
      {open === "passkey" && <AddPasskey onEnd={() => void refresh()} />}
    </PersonPage>
  );
}

/** What the organisation asks for, and the way there; then the page that was wanted is shown. */
export function EnrolPage({ session }: { session: Session }) {
  return (
    <ExtraWords group="identity">
      <Enrol session={session} />
    </ExtraWords>
  );
}
