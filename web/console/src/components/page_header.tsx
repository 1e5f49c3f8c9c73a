import { Group, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import type { PagePath } from "@/app/navigation";
import classes from "./page_header.module.css";

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** The list this page belongs to. */
  parent?: { to: PagePath; label: string };
}

/** The head of every page: its name (also the window's), what it is for, what can be done. */
export function PageHeader({ title, description, actions, parent }: Props) {
  useEffect(() => {
    document.title = `${title} · Sangam`;
  }, [title]);
  return (
    <header className={classes["header"]}>
      <div className={classes["words"]}>
        {parent !== undefined && (
          <Link to={parent.to} className={`link ${classes["parent"]}`}>
            ← {parent.label}
          </Link>
        )}
        <Title order={1}>{title}</Title>
        {description !== undefined && <div className={classes["description"]}>{description}</div>}
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </header>
  );
}
