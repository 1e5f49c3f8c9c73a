import { Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { LogoMark } from "@/components/logo";
import classes from "@/pages/sign_in/sign_in_page.module.css";

/** A page before the sign-in: one card in the middle. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Sangam`;
  }, [title]);
  return (
    <main className={classes["page"]}>
      <div className={`surface ${classes["card"]}`}>
        <div className={classes["brand"]}>
          <LogoMark size={34} />
          <Title order={1}>{title}</Title>
        </div>
        {children}
      </div>
    </main>
  );
}
