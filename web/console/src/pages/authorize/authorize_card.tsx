import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import {
  approveAuthorization,
  denyAuthorization,
  type Denial,
  type OpenedAuthorization,
} from "@/api/oauth";
import { signOut } from "@/api/session";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { nextMove } from "./next_move";
import { PersonPage } from "./person_page";
import { ScopeList } from "./scope_list";

interface Props {
  request: string;
  opened: OpenedAuthorization;
  /** Leaves the page; another one in tests. */
  leave?: (address: string) => void;
}

const goTo = (address: string) => window.location.assign(address);

/** The decision itself. What needs nobody is done at once. */
export function AuthorizeCard({ request, opened, leave = goTo }: Props) {
  const t = useT();
  const approve = useMutation({
    mutationFn: (consents: boolean) => approveAuthorization(request, consents),
    onSuccess: ({ location }) => leave(location),
  });
  const deny = useMutation({
    mutationFn: (reason: Denial) => denyAuthorization(request, reason),
    onSuccess: ({ location }) => leave(location),
  });
  const signIn = useMutation({
    mutationFn: async (first: boolean) => (first ? undefined : signOut()),
    onSuccess: () => {
      const back = `/authorize?request=${encodeURIComponent(request)}`;
      leave(`/sign-in?then=${encodeURIComponent(back)}`);
    },
  });
  const move = nextMove(opened);
  const begun = useRef(false);
  const { mutate: approveNow } = approve;
  const { mutate: denyNow } = deny;
  const reason = move.kind === "deny" ? move.reason : undefined;
  useEffect(() => {
    if (move.kind === "ask" || begun.current) return;
    begun.current = true;
    if (reason === undefined) approveNow(false);
    else denyNow(reason);
  }, [move.kind, reason, approveNow, denyNow]);

  const failure = approve.error ?? deny.error ?? signIn.error;
  const busy = approve.isPending || deny.isPending || signIn.isPending;
  const refuse = (
    <Button variant="default" disabled={busy} onClick={() => deny.mutate("access_denied")}>
      {t("oauth.deny")}
    </Button>
  );
  return (
    <PersonPage title={t("oauth.asks", { client: opened.client_name })}>
      {failure !== null && <ProblemAlert error={failure} />}
      {move.kind !== "ask" && failure === null && <Skeleton height={80} />}
      {move.kind === "ask" && opened.next === "consent" && (
        <Stack gap="xs">
          <Text>
            {t("oauth.consent", { client: opened.client_name, tenant: opened.tenant_name })}
          </Text>
          <ScopeList scopes={opened.scopes} label={t("oauth.gets")} />
          {opened.withheld.length > 0 && (
            <Alert color="yellow" variant="light">
              {t("oauth.withheld", { scopes: opened.withheld.join(", ") })}
            </Alert>
          )}
          <Group justify="flex-end">
            {refuse}
            <Button loading={approve.isPending} onClick={() => approve.mutate(true)}>
              {t("oauth.allow")}
            </Button>
          </Group>
        </Stack>
      )}
      {move.kind === "ask" && opened.next !== "consent" && (
        <Stack gap="xs">
          <Text>
            {t(`oauth.next_${opened.next as "sign_in" | "sign_in_again" | "other_tenant"}`, {
              tenant: opened.tenant_name,
              slug: opened.tenant_slug,
            })}
          </Text>
          {opened.login_hint !== undefined && (
            <Text size="sm" c="dimmed">
              {t("oauth.expected", { person: opened.login_hint })}
            </Text>
          )}
          <Group justify="flex-end">
            {refuse}
            <Button
              loading={signIn.isPending}
              onClick={() => signIn.mutate(opened.next === "sign_in")}
            >
              {t("sign_in.action")}
            </Button>
          </Group>
        </Stack>
      )}
    </PersonPage>
  );
}
