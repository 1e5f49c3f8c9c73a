import { Anchor, Code, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { problemOf } from "@/api/problem";
import { useT } from "@/messages/use_t";
import { PersonPage } from "@/pages/authorize/person_page";
import { faultWords } from "./fault_words";

/** Why somebody was not signed in, in plain words, with the code to quote. */
export function FailedSignOn({ error }: { error: unknown }) {
  const t = useT();
  const problem = problemOf(error);
  const code = problem.errors?.[0]?.code ?? problem.code;
  const words = faultWords(code, t);
  return (
    <PersonPage title={t("sign_on.failed")}>
      <div role="alert">
        {words !== undefined && <Text>{words}</Text>}
        <Text size={words === undefined ? "md" : "sm"} c="dimmed" mt="xs">
          {problem.detail ?? problem.title}
        </Text>
      </div>
      <Text size="sm" mt="md">
        {t("sign_on.code")} <Code>{code}</Code>
      </Text>
      <Text size="sm" mt="md">
        <Anchor size="sm" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t("sign_on.again")}
        </Anchor>
      </Text>
    </PersonPage>
  );
}
