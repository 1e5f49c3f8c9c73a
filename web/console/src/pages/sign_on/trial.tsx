import { Anchor, Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { beginTrial, trialQuery, type Connection, type Trial, type TrialLine } from "@/api/sign_on";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { Section } from "./section";

/** Where what is wrong can be put right. */
const remedies = {
  settings: "here",
  provider: "here",
  answer: "here",
  address: "domains",
  name: "roles",
  role: "roles",
} as const;

function Leads({ to }: { to: "here" | "domains" | "roles" | "on" }) {
  const t = useT();
  return (
    <Anchor size="sm" c="var(--sangam-accent)" underline="always" href={`#${to}`}>
      {t(`sign_on.go_${to}`)}
    </Anchor>
  );
}

const colours = { good: "teal", advice: "yellow", wrong: "red" } as const;

function Line({ line }: { line: TrialLine }) {
  const t = useT();
  return (
    <li style={{ marginBlock: 8 }}>
      <StateBadge color={colours[line.outcome]}>{t(`sign_on.outcome_${line.outcome}`)}</StateBadge>{" "}
      <Text span size="sm" fw={600}>
        {t(`sign_on.line_${line.step}`)}
      </Text>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {line.detail} {line.outcome === "wrong" && <Leads to={remedies[line.step]} />}
      </Text>
    </li>
  );
}

/** What came of a try, step by step. */
export function TrialReport({ trial, enabled }: { trial: Trial; enabled: boolean }) {
  const t = useT();
  return (
    <div role="status">
      <Text fw={600} mt="sm">
        {t(trial.passed ? "sign_on.try_passed" : "sign_on.try_failed")}{" "}
        <Text span size="sm" c="dimmed">
          <Moment at={trial.at} />
        </Text>
      </Text>
      {trial.passed && !enabled && <Leads to="on" />}
      <ul style={{ listStyle: "none", paddingInlineStart: 0 }}>
        {trial.lines.map((line) => (
          <Line key={line.step} line={line} />
        ))}
      </ul>
    </div>
  );
}

/** A sign-in that signs nobody in. */
export function TryOut({ connection }: { connection: Connection }) {
  const t = useT();
  const client = useQueryClient();
  const last = useQuery(trialQuery(connection.id)).data;
  const begin = useMutation({
    mutationFn: () => beginTrial(connection.id),
    onSuccess: ({ location, trial }) => {
      if (location !== undefined) window.location.assign(location);
      if (trial !== undefined) client.setQueryData(trialQuery(connection.id).queryKey, trial);
    },
  });
  return (
    <Section title={t("sign_on.step_try")} anchor="try">
      <Text size="sm" mb="sm" maw={720}>
        {t("sign_on.try_detail")}
      </Text>
      {begin.isError && <ProblemAlert error={begin.error} />}
      <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
        {t("sign_on.try")}
      </Button>
      {last === null && (
        <Text size="sm" c="dimmed" mt="sm">
          {t("sign_on.try_none")}
        </Text>
      )}
      {last !== null && last !== undefined && (
        <TrialReport trial={last} enabled={connection.enabled} />
      )}
    </Section>
  );
}
