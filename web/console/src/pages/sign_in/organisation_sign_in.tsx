import { Button, Divider, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { problemOf } from "@/api/problem";
import { discoverSignOn, startSignOn } from "@/api/sign_on";
import { safeReturn } from "@/app/safe_return";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";

interface Props {
  email: string;
  then: string | undefined;
  /** For tests: leaves for the identity provider. */
  leave?: (location: string) => void;
}

/** Signing in with the identity provider of one's organisation, found by the address's domain. */
export function OrganisationSignIn({
  email,
  then,
  leave = (to) => window.location.assign(to),
}: Props) {
  const t = useT();
  const go = useMutation({
    mutationFn: async () => {
      const address = email.trim();
      if (address === "") return "no_address";
      const { connection } = await discoverSignOn(address);
      if (connection === undefined) return "with_password";
      const { location } = await startSignOn({
        connection,
        next: safeReturn(then),
        email: address,
      });
      leave(location);
      return "left";
    },
  });
  const outcome = go.data;
  const failure = go.isError ? problemWords(problemOf(go.error), t) : undefined;
  return (
    <>
      <Divider my="md" label={t("sign_in.or")} />
      <Button variant="default" fullWidth loading={go.isPending} onClick={() => go.mutate()}>
        {t("sign_in.organisation")}
      </Button>
      <Text size="sm" mt="xs" role="status">
        {outcome === "no_address" && t("sign_in.address_first")}
        {outcome === "with_password" && t("sign_in.no_organisation")}
        {failure !== undefined && (failure.detail ?? failure.title)}
      </Text>
    </>
  );
}
