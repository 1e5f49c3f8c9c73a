import { AppShell } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { navigation } from "@/app/navigation";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";
import classes from "./shell.module.css";

/** The menu of pages, without those the person may not see. */
export function Navbar() {
  const t = useT();
  const may = useMay();
  return (
    <AppShell.Navbar className={classes["navbar"]} aria-label={t("shell.menu")}>
      {navigation.map((group, index) => {
        const items = group.items.filter((item) => may(item.permission));
        if (items.length === 0) return null;
        return (
          <div key={index}>
            {group.label !== undefined && <div className={classes["group"]}>{t(group.label)}</div>}
            <ul className={classes["items"]}>
              {items.map(({ to, label, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className={classes["item"]}
                    activeOptions={{ exact: to === "/", includeSearch: false }}
                  >
                    <Icon size={17} stroke={1.7} aria-hidden="true" />
                    {t(label)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </AppShell.Navbar>
  );
}
