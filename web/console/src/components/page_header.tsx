import { Group, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePublishTitle, type PageTitle } from "@/app/page_title";
import classes from "./page_header.module.css";

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** The list this page belongs to, for the breadcrumbs. */
  parent?: PageTitle["parent"];
}

/** The head of every page: its name (also the window's), what it is for, what can be done. */
export function PageHeader({ title, description, actions, parent }: Props) {
  usePublishTitle(title, parent);
  return (
    <header className={classes["header"]}>
      <div className={classes["words"]}>
        <Title order={1}>{title}</Title>
        {description !== undefined && <div className={classes["description"]}>{description}</div>}
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </header>
  );
}
