import { Link } from "@tanstack/react-router";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { useNow } from "@/app/use_now";
import { formatCount } from "@/format/amount_text";
import { formatRelative } from "@/format/time";
import { useT } from "@/messages/use_t";
import type { AttentionItem } from "./attention";
import classes from "./attention.module.css";

interface Props {
  items: AttentionItem[];
  /** Those that the person has not read; all of them when absent. */
  isNew?: (item: AttentionItem) => boolean;
  onFollow?: (item: AttentionItem) => void;
}

/** What needs somebody, each with the way to where something can be done about it. */
export function AttentionList({ items, isNew, onFollow }: Props) {
  const t = useT();
  const dates = useDateLocale();
  const locale = useNumberLocale();
  const now = useNow();
  const words = ({ says, values }: AttentionItem) =>
    t(says, { ...values, text: formatCount(Number(values?.["count"] ?? 0), locale) });
  return (
    <ul className={classes["list"]}>
      {items.map((item) => (
        <li key={item.id} data-grave={item.grave || undefined}>
          {item.grave ? (
            <IconAlertTriangle size={16} aria-hidden="true" />
          ) : (
            <IconClock size={16} aria-hidden="true" />
          )}
          <div>
            <Link {...item.link} className={classes["subject"]} onClick={() => onFollow?.(item)}>
              {item.subject}
            </Link>
            <div className="quiet">
              {words(item)}
              {item.at !== undefined && <> · {formatRelative(item.at, now, dates)}</>}
            </div>
          </div>
          {isNew?.(item) && <span className={classes["new"]} title={t("attention.new")} />}
        </li>
      ))}
    </ul>
  );
}
