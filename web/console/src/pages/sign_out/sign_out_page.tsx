import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { endOAuthSession } from "@/api/oauth";
import { signOut } from "@/api/session";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { PersonPage } from "@/pages/authorize/person_page";

const route = getRouteApi("/people/sign-out");

/** Where clients send people who sign out there: they may stay signed in here. */
export function SignOutPage() {
  const t = useT();
  const { request } = route.useSearch();
  const end = useMutation({
    mutationFn: async () => {
      const ended = await endOAuthSession(request);
      await signOut();
      return ended;
    },
    onSuccess: ({ location }) => window.location.assign(location ?? "/sign-in"),
  });
  return (
    <PersonPage title={t("oauth.sign_out_title")}>
      {end.isError && <ProblemAlert error={end.error} />}
      <Text>{t("oauth.sign_out_detail")}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => window.location.assign("/")}>
          {t("oauth.stay")}
        </Button>
        <Button loading={end.isPending} onClick={() => end.mutate()}>
          {t("oauth.sign_out")}
        </Button>
      </Group>
    </PersonPage>
  );
}
