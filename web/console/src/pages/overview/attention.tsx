import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconAlertTriangle, IconCircleCheck, IconClock } from "@tabler/icons-react";
import { apiKeysPages } from "@/api/api_keys";
import { importsPages } from "@/api/imports";
import { rowsOf } from "@/api/page";
import { useMay } from "@/app/permissions";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { formatCount } from "@/format/amount_text";
import { formatRelative } from "@/format/time";
import { useT } from "@/messages/use_t";
import { importsToWatch, keysToWatch } from "./attention_rules";
import classes from "./overview.module.css";

/** Imports that run, failed or refused lines, and API keys about to expire. */
export function Attention() {
  const t = useT();
  const may = useMay();
  const locale = useNumberLocale();
  const dates = useDateLocale();
  const imports = useInfiniteQuery({ ...importsPages(), enabled: may("ledger.imports:read") });
  const keys = useInfiniteQuery({ ...apiKeysPages(), enabled: may("api_keys:read") });
  if (imports.isLoading || keys.isLoading) return <Skeleton height={76} />;
  const now = Math.max(imports.dataUpdatedAt, keys.dataUpdatedAt);
  const watched = importsToWatch(rowsOf(imports.data));
  const expiring = keysToWatch(rowsOf(keys.data), now);
  return (
    <div className={`surface ${classes["attention"]}`}>
      {watched.length === 0 && expiring.length === 0 && (
        <p className={classes["calm"]}>
          <IconCircleCheck size={18} aria-hidden="true" /> {t("overview.calm")}
        </p>
      )}
      <ul>
        {watched.map((item) => (
          <li key={item.id}>
            {item.state === "running" ? (
              <IconClock size={17} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={17} aria-hidden="true" />
            )}
            <span>
              <Link
                to="/imports/$importId"
                params={{ importId: item.id }}
                className="link underlined"
              >
                {item.name || item.id}
              </Link>
              {" · "}
              {item.state === "done"
                ? t("overview.refused", {
                    count: item.refused,
                    text: formatCount(item.refused, locale),
                  })
                : t(`import_state.${item.state}`)}
            </span>
          </li>
        ))}
        {expiring.map((key) => (
          <li key={key.id}>
            <IconAlertTriangle size={17} aria-hidden="true" />
            <span>
              <Link to="/api-keys" className="link underlined">
                {key.name}
              </Link>
              {" · "}
              {t("overview.key_expires", {
                when: formatRelative(key.expires_at ?? "", now, dates),
              })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
