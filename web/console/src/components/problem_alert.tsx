import { Alert, Button, Code, Text } from "@mantine/core";
import { heldCode } from "@/api/held";
import { problemOf, type FieldProblem } from "@/api/problem";
import { Link } from "@tanstack/react-router";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";

interface Props {
  error: unknown;
  /** Field errors that no field of the form shows; all of the problem's when absent. */
  rest?: FieldProblem[];
  retry?: () => void;
}

/** Says that nothing was done yet, and where to follow it. */
function HeldNote({ id }: { id: string }) {
  const t = useT();
  return (
    <Alert
      color="blue"
      variant="light"
      role="status"
      mb="md"
      title={t("problem.held_for_approval")}
    >
      <Text size="sm">{t("held.detail")}</Text>
      <Link to="/approvals" search={{ id }} className="underlined" style={{ color: "inherit" }}>
        {t("held.follow")}
      </Link>
    </Alert>
  );
}

/** A problem document for people: what went wrong, where, and the trace to quote to support. */
export function ProblemAlert({ error, rest, retry }: Props) {
  const t = useT();
  const problem = problemOf(error);
  const { title, detail } = problemWords(problem, t);
  const errors = rest ?? problem.errors ?? [];
  if (problem.code === heldCode) return <HeldNote id={problem.detail ?? ""} />;
  return (
    <Alert
      color="red"
      variant="light"
      title={title}
      role="alert"
      mb="md"
      styles={{
        root: { background: "var(--sangam-negative-soft)" },
        title: { color: "var(--sangam-negative)" },
      }}
    >
      {detail !== undefined && <Text size="sm">{detail}</Text>}
      {errors.length > 0 && (
        <ul style={{ overflowWrap: "anywhere", paddingInlineStart: 20 }}>
          {errors.map((error, index) => (
            <li key={index}>
              <Code>{error.pointer || "/"}</Code> {error.detail}
            </li>
          ))}
        </ul>
      )}
      {problem.trace_id !== undefined && (
        <Text size="xs" mt={4}>
          {t("common.trace")} <Code>{problem.trace_id}</Code>
        </Text>
      )}
      {retry !== undefined && (
        <Button size="xs" variant="default" mt="xs" onClick={retry}>
          {t("common.retry")}
        </Button>
      )}
    </Alert>
  );
}
