import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { startSignOn } from "@/api/sign_on";
import { arrivedWith } from "@/app/arrived_with";
import { useT } from "@/messages/use_t";
import { PersonPage } from "@/pages/authorize/person_page";
import { FailedSignOn } from "./failed_sign_on";

const route = getRouteApi("/sign-on/sign-on/start/$connectionId");

/** Where tiles and bookmarks lead: on to the identity provider. */
export function StartPage() {
  const t = useT();
  const { connectionId } = route.useParams();
  const next = arrivedWith.get("next");
  const started = useQuery({
    queryKey: ["sign-on", "start", connectionId],
    queryFn: () => startSignOn({ connection: connectionId, ...(next === null ? {} : { next }) }),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const location = started.data?.location;
  useEffect(() => {
    if (location !== undefined) window.location.replace(location);
  }, [location]);
  if (started.isError) return <FailedSignOn error={started.error} />;
  return (
    <PersonPage title={t("sign_on.starting")}>
      <Skeleton height={24} />
    </PersonPage>
  );
}
