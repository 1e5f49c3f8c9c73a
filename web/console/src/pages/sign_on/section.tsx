import { Title } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { scrollHere } from "@/components/scroll_here";

interface Props {
  title: string;
  /** By which links lead here. */
  anchor?: string;
  children: ReactNode;
}

/** One step of setting a connection up. */
export function Section({ title, anchor, children }: Props) {
  const id = useId();
  return (
    <section id={anchor} ref={scrollHere} aria-labelledby={id}>
      <Title order={2} size="h4" id={id} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
