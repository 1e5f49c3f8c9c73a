import { follow, type SchemaRoot, type Schema } from "@/api/openapi";
import { useT } from "@/messages/use_t";
import classes from "./schema_view.module.css";

/** "string", "Amount", "array of Transfer", "one of none, …": a schema in a few words. */
export function typeWords(schema: Schema | undefined): string {
  if (schema === undefined) return "";
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1) ?? "";
  if (schema.enum !== undefined) return schema.enum.map(String).join(" | ");
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return choices.map(typeWords).join(" | ");
  if (schema.items !== undefined) return `${typeWords(schema.items)}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  const bounds: string[] = [];
  if (schema.format !== undefined) bounds.push(schema.format);
  if (schema.minLength !== undefined || schema.maxLength !== undefined) {
    bounds.push(`${schema.minLength ?? 0}–${schema.maxLength ?? "∞"}`);
  }
  if (schema.minimum !== undefined || schema.maximum !== undefined) {
    bounds.push(`${schema.minimum ?? "−∞"}…${schema.maximum ?? "∞"}`);
  }
  return bounds.length === 0 ? type : `${type} (${bounds.join(", ")})`;
}

/** The object inside a reference, an array or a union with one object, if there is one. */
function objectOf(api: SchemaRoot, schema: Schema | undefined, depth = 0): Schema | undefined {
  if (schema === undefined || depth > 6) return undefined;
  if (schema.properties !== undefined) return schema;
  if (schema.$ref !== undefined) return objectOf(api, follow<Schema>(api, schema.$ref), depth + 1);
  return objectOf(
    api,
    schema.items ?? schema.oneOf?.[0] ?? schema.anyOf?.[0] ?? schema.allOf?.[0],
    depth + 1,
  );
}

interface Props {
  api: SchemaRoot;
  schema: Schema | undefined;
  depth?: number;
}

/** The fields of an object; those that are objects themselves open in place. */
export function SchemaView({ api, schema, depth = 0 }: Props) {
  const t = useT();
  const object = objectOf(api, schema);
  if (object === undefined) return <p className="quiet">{typeWords(schema)}</p>;
  return (
    <dl className={classes["fields"]}>
      {Object.entries(object.properties ?? {}).map(([name, field]) => {
        const nested = depth < 4 ? objectOf(api, field) : undefined;
        return (
          <div key={name}>
            <dt>
              <code>{name}</code>
              {object.required?.includes(name) && (
                <span className="quiet"> {t("developers.required")}</span>
              )}
            </dt>
            <dd>
              <span className="quiet">{typeWords(field)}</span> {field.description}
              {nested !== undefined && (
                <details>
                  <summary>
                    {t("developers.fields")}
                    <span className="visually-hidden"> {name}</span>
                  </summary>
                  <SchemaView api={api} schema={nested} depth={depth + 1} />
                </details>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
