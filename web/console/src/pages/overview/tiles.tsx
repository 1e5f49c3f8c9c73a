import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAttention } from "@/app/attention/use_attention";
import { useNumberLocale } from "@/app/preferences";
import { Money } from "@/components/money";
import { formatCount, formatPercent } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { changeInPercent, totalOf, type Activity } from "./activity";
import classes from "./overview.module.css";

const week = 7;

function Tile({ name, value, note }: { name: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className={`surface ${classes["tile"]}`}>
      <dt>{name}</dt>
      <dd className="figures">{value}</dd>
      {note !== undefined && <dd className={classes["note"]}>{note}</dd>}
    </div>
  );
}

/** The last week of a ledger in figures, and what waits. */
export function Tiles({ activity, complete }: { activity: Activity; complete: boolean }) {
  const t = useT();
  const locale = useNumberLocale();
  const { items } = useAttention(true);
  const now = totalOf(activity.days.slice(-week));
  const before = totalOf(activity.days.slice(0, -week));
  const change = changeInPercent(before.count, now.count);
  const signed = (percent: number) =>
    `${percent < 0 ? "\u2212" : "+"}${formatPercent(Math.abs(percent), locale)}`;
  return (
    <dl className={classes["tiles"]}>
      <Tile
        name={t("overview.transfers_week")}
        value={formatCount(now.count, locale)}
        note={
          !complete
            ? t("overview.cut")
            : change === undefined
              ? t("overview.none_before")
              : t("overview.change", { percent: signed(change) })
        }
      />
      <Tile
        name={t("overview.moved_week")}
        value={<Money value={now.amount} />}
        note={t("overview.moved_before", { count: before.count })}
      />
      <Tile
        name={t("overview.largest")}
        value={<Money value={activity.largest?.amount} />}
        note={
          activity.largest !== undefined && (
            <Link
              to="/transfers/$transferId"
              params={{ transferId: activity.largest.id }}
              className="link"
            >
              {activity.largest.reference ?? t("overview.look")}
            </Link>
          )
        }
      />
      <Tile
        name={t("overview.attention")}
        value={formatCount(items.length, locale)}
        note={
          items.length === 0
            ? t("overview.calm")
            : t("overview.grave", { count: items.filter(({ grave }) => grave).length })
        }
      />
    </dl>
  );
}
