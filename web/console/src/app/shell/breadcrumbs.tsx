import { Link, useRouterState } from "@tanstack/react-router";
import { IconChevronRight } from "@tabler/icons-react";
import { groupOf } from "@/app/navigation_group";
import { usePageTitle } from "@/app/page_title";
import { useT } from "@/messages/use_t";
import classes from "./breadcrumbs.module.css";

/** Where the page stands: its group in the menu, its list, itself. A phone shows the way up only. */
export function Breadcrumbs() {
  const t = useT();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { title, parent } = usePageTitle();
  const group = groupOf(path)?.label;
  return (
    <nav aria-label={t("shell.breadcrumbs")} className={classes["crumbs"]}>
      <ol>
        {group !== undefined && <li className={classes["group"]}>{t(group)}</li>}
        {parent !== undefined && (
          <li>
            <IconChevronRight size={14} aria-hidden="true" />
            <Link to={parent.to}>{parent.label}</Link>
          </li>
        )}
        <li aria-current="page" className={classes["here"]}>
          <IconChevronRight size={14} aria-hidden="true" />
          <span>{title}</span>
        </li>
      </ol>
    </nav>
  );
}
