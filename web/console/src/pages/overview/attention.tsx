import { Skeleton } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { AttentionList } from "@/app/attention/attention_list";
import { useAttention } from "@/app/attention/use_attention";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import classes from "./overview.module.css";

/** More are behind the bell. */
const shown = 6;

/** What waits for somebody, or soon will. */
export function Attention() {
  const t = useT();
  const { items, loading, error } = useAttention(true);
  if (error !== undefined) return <ProblemAlert error={error} />;
  if (loading && items.length === 0) return <Skeleton height={76} />;
  if (items.length === 0) {
    return (
      <p className={`surface ${classes["calm"]}`}>
        <IconCircleCheck size={18} aria-hidden="true" /> {t("overview.calm")}
      </p>
    );
  }
  return (
    <div className="surface">
      <AttentionList items={items.slice(0, shown)} />
    </div>
  );
}
