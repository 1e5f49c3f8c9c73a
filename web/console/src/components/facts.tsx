import type { ReactNode } from "react";
import classes from "./facts.module.css";

export interface Fact {
  name: string;
  value: ReactNode;
}

/** What is known of one thing, as names and values; a value that is undefined is left out. */
export function Facts({ facts }: { facts: (Fact | undefined)[] }) {
  return (
    <dl className={classes["facts"]}>
      {facts.map(
        (fact) =>
          fact !== undefined && (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
