import { Code } from "@mantine/core";
import { identityScopes } from "@/api/oauth";
import { useT } from "@/messages/use_t";
import classes from "./person_page.module.css";

/** What a program would get, in words where there are some; permissions by their names. */
export function ScopeList({ scopes, label }: { scopes: string[]; label: string }) {
  const t = useT();
  return (
    <ul className={classes["scopes"]} aria-label={label}>
      {scopes.map((scope) => {
        const known = identityScopes.find((one) => one === scope);
        return (
          <li key={scope}>
            {known === undefined ? <Code>{scope}</Code> : t(`oauth.scope_${known}`)}
          </li>
        );
      })}
    </ul>
  );
}
