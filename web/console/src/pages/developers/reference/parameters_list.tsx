import type { OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { useT } from "@/messages/use_t";
import schema from "../schema/schema.module.css";
import { typeText } from "../schema/schema_rows";

/** What goes into the path, the query and the headers. */
export function ParametersList({ api, operation }: { api: OpenApi; operation: Operation }) {
  const t = useT();
  if (operation.parameters.length === 0) return null;
  return (
    <section>
      <h3>{t("developers.parameters")}</h3>
      <ul className={schema["rows"]} aria-label={t("developers.parameters")}>
        {operation.parameters.map((parameter) => (
          <li key={`${parameter.in} ${parameter.name}`}>
            <div className={schema["head"]}>
              <code>{parameter.name}</code>
              <span className={schema["type"]}>
                {parameter.in} · {parameter.schema && typeText(api, parameter.schema)}
              </span>
              {parameter.required && (
                <span className={schema["needed"]}>{t("portal.required")}</span>
              )}
            </div>
            <div>
              {parameter.description}
              {parameter.schema?.enum !== undefined && (
                <span className={schema["words"]}>
                  <code>{parameter.schema.enum.map(String).join(" | ")}</code>
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
