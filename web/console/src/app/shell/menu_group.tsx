import { Link } from "@tanstack/react-router";
import { IconChevronDown } from "@tabler/icons-react";
import { useId } from "react";
import type { NavigationGroup } from "@/app/page_path";
import { useMay } from "@/app/permissions";
import { setPreferences, usePreferences } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import classes from "./sidebar.module.css";

/** The pages of one area, without those the person may not see. Its name folds it away. */
export function MenuGroup({ group }: { group: NavigationGroup }) {
  const t = useT();
  const may = useMay();
  const id = useId();
  const { folded } = usePreferences();
  const items = group.items.filter((item) => may(item.permission));
  if (items.length === 0) return null;
  const closed = group.label !== undefined && folded.includes(group.name);
  const toggle = () =>
    setPreferences({
      folded: closed ? folded.filter((name) => name !== group.name) : [...folded, group.name],
    });
  return (
    <div>
      {group.label !== undefined && (
        <button
          type="button"
          className={classes["group"]}
          aria-expanded={!closed}
          aria-controls={id}
          onClick={toggle}
        >
          {t(group.label)}
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      )}
      <ul id={id} className={classes["items"]} hidden={closed}>
        {items.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={classes["item"]}
              activeOptions={{ exact: to === "/", includeSearch: false }}
            >
              <Icon size={16} stroke={1.7} aria-hidden="true" />
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
