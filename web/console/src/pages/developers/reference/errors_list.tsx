import { Anchor } from "@mantine/core";
import type { Operation } from "@/api/operations";
import { useT } from "@/messages/use_t";
import schema from "../schema/schema.module.css";

/** The statuses an operation refuses with, and what each means. */
export function ErrorsList({ operation }: { operation: Operation }) {
  const t = useT();
  const errors = operation.replies.filter(({ status }) => Number(status) >= 400);
  if (errors.length === 0) return null;
  return (
    <section>
      <h3>{t("portal.errors")}</h3>
      <ul className={schema["rows"]} aria-label={t("portal.errors")}>
        {errors.map(({ status, description }) => (
          <li key={status}>
            <b className="figures">{status}</b> {description}
          </li>
        ))}
      </ul>
      <p className="quiet">
        {t("portal.errors_detail")}{" "}
        <Anchor href="/docs/problems" size="sm" c="var(--sangam-accent)" underline="always">
          {t("portal.problems")}
        </Anchor>
      </p>
    </section>
  );
}
