import { Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { LogoMark } from "@/components/logo";
import classes from "./person_page.module.css";

/** A page of its own for a person who was sent here: one card, nothing around it. */
export function PersonPage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Sangam`;
  }, [title]);
  return (
    <main className={classes["page"]}>
      <div className={`surface ${classes["card"]}`}>
        <div className={classes["brand"]}>
          <LogoMark size={34} />
          <Title order={1} size="h3">
            {title}
          </Title>
        </div>
        {children}
      </div>
    </main>
  );
}
