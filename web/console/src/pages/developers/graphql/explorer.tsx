import { TextInput } from "@mantine/core";
import type { GraphQLSchema } from "graphql";
import { useState } from "react";
import { useT } from "@/messages/use_t";
import { rootFields, type RootField } from "./documents";
import classes from "./graphql.module.css";

interface Props {
  /** Null: it may not be read. */
  schema: GraphQLSchema | null;
  onChoose: (field: RootField) => void;
}

/** What can be asked for; choosing a field writes a document that asks for it. */
export function Explorer({ schema, onChoose }: Props) {
  const t = useT();
  const [search, setSearch] = useState("");
  if (schema === null) return <p className="quiet">{t("portal.no_introspection")}</p>;
  return (
    <>
      <TextInput
        mb="xs"
        aria-label={t("portal.search_graphql")}
        placeholder={t("portal.search_graphql")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={classes["fields"]} aria-label={t("portal.graphql_fields")}>
        {rootFields(schema, search).map((one) => (
          <li key={`${one.root} ${one.field.name}`}>
            <button type="button" onClick={() => onChoose(one)}>
              <code>{one.field.name}</code>
            </button>
            <span className="quiet">
              {one.root} · {one.field.type.toString()}
              {one.field.deprecationReason != null && ` · ${t("developers.deprecated")}`}
            </span>
            <div>{one.field.description}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
