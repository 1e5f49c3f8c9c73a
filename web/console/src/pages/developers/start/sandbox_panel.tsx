import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { membershipsQuery, switchTenant } from "@/api/sessions";
import { useMay } from "@/app/permissions";
import { changeSession } from "@/app/session_cache";
import { SandboxClock } from "@/app/shell/sandbox_clock";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import classes from "./start.module.css";

/** The person's sandboxes: trying begins in one, with its own keys and its own clock. */
function OwnSandboxes() {
  const t = useT();
  const client = useQueryClient();
  const router = useRouter();
  const memberships = useQuery(membershipsQuery);
  const change = useMutation({
    mutationFn: switchTenant,
    onSuccess: (session) =>
      changeSession(client, session, () => router.navigate({ to: "/developers/start" })),
  });
  const sandboxes = memberships.data?.filter(({ current, sandbox }) => sandbox && !current) ?? [];
  return (
    <>
      <p>{sandboxes.length === 0 ? t("portal.no_sandbox") : t("portal.not_sandbox")}</p>
      {change.isError && <ProblemAlert error={change.error} />}
      <Group gap="xs">
        {sandboxes.map(({ id, slug, name }) => (
          <Button
            key={id}
            variant="default"
            size="xs"
            loading={change.isPending && change.variables === slug}
            onClick={() => change.mutate(slug)}
          >
            {t("portal.go_to_sandbox", { name })}
          </Button>
        ))}
      </Group>
    </>
  );
}

/** Where nothing is real: keys that work here alone, and a clock that can be moved. */
export function SandboxPanel() {
  const t = useT();
  const may = useMay();
  const sandbox = useQuery(sessionQuery).data?.tenant.sandbox ?? false;
  return (
    <section className={`surface ${classes["panel"]}`}>
      <h2>{t("portal.sandbox")}</h2>
      {sandbox ? (
        <>
          <p>{t("portal.in_sandbox")}</p>
          {may("tenant:write") && <SandboxClock />}
        </>
      ) : (
        <OwnSandboxes />
      )}
    </section>
  );
}
