import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { openAuthorization } from "@/api/oauth";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { AuthorizeCard } from "./authorize_card";
import { PersonPage } from "./person_page";

const route = getRouteApi("/people/authorize");

/** Where clients send people: who asks, what for, and the decision. */
export function AuthorizePage() {
  const t = useT();
  const { request, error, error_description: description } = route.useSearch();
  const opened = useQuery({
    queryKey: ["authorization", request],
    queryFn: () => openAuthorization(request ?? ""),
    enabled: request !== undefined && error === undefined,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  if (request === undefined || error !== undefined) {
    return (
      <PersonPage title={t("oauth.wrong_title")}>
        <Text>{t("oauth.wrong_detail")}</Text>
        {description !== undefined && (
          <Text size="sm" c="dimmed" mt="sm">
            {description}
          </Text>
        )}
      </PersonPage>
    );
  }
  if (opened.isError) {
    return (
      <PersonPage title={t("oauth.gone_title")}>
        <ProblemAlert error={opened.error} />
      </PersonPage>
    );
  }
  if (opened.data === undefined) {
    return (
      <PersonPage title={t("oauth.title")}>
        <Skeleton height={120} />
      </PersonPage>
    );
  }
  return <AuthorizeCard request={request} opened={opened.data} />;
}
