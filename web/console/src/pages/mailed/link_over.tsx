import { Alert } from "@mantine/core";
import { problemOf } from "@/api/problem";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** A link that is used up or too old, or whatever else went wrong. */
export function LinkOver({ error }: { error: unknown }) {
  const t = useT();
  const over = problemOf(error).errors?.some((field) => field.pointer === "/token") ?? false;
  if (!over) return <ProblemAlert error={error} />;
  return (
    <Alert color="yellow" title={t("link.over")} role="alert" mb="md">
      {t("link.over_detail")}
    </Alert>
  );
}
