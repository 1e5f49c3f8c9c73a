import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** In the place of a page that threw. */
export function FailedPage({ error }: { error: unknown }) {
  return (
    <main style={{ padding: 24 }}>
      <ProblemAlert error={error} retry={() => window.location.reload()} />
    </main>
  );
}

/** In the place of a page that does not exist. */
export function MissingPage() {
  const t = useT();
  return (
    <main>
      <EmptyState
        title={t("shell.missing_title")}
        detail={t("shell.missing_detail")}
        action={
          <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            {t("shell.missing_action")}
          </Button>
        }
      />
    </main>
  );
}
