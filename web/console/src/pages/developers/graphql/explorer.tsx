import { Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { askGraphql } from "./ask";
import classes from "./graphql.module.css";
import {
  introspection,
  rootFields,
  typeName,
  type GraphqlSchema,
  type RootField,
} from "./introspection";

interface Props {
  door: string;
  onChoose: (schema: GraphqlSchema, field: RootField) => void;
}

/** What can be asked for; choosing a field writes a document that asks for it. */
export function Explorer({ door, onChoose }: Props) {
  const t = useT();
  const [search, setSearch] = useState("");
  const query = useQuery({
    queryKey: ["graphql-schema", door],
    queryFn: async () => {
      const { text } = await askGraphql(door, introspection, "");
      const answer = JSON.parse(text) as { data?: { __schema?: GraphqlSchema } };
      return answer.data?.__schema ?? null;
    },
    staleTime: Infinity,
  });
  if (query.isPending) return <Skeleton height={320} />;
  if (query.isError) return <ProblemAlert error={query.error} />;
  const schema = query.data;
  // A policy may keep the schema from being read; documents work all the same.
  if (schema === null) return <p className="quiet">{t("portal.no_introspection")}</p>;
  const found = rootFields(schema, search);
  return (
    <>
      <TextInput
        mb="xs"
        aria-label={t("portal.search_graphql")}
        placeholder={t("portal.search_graphql")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={classes["fields"]} tabIndex={0} aria-label={t("portal.graphql_fields")}>
        {found.map((one) => (
          <li key={`${one.root} ${one.field.name}`}>
            <button type="button" onClick={() => onChoose(schema, one)}>
              <code>{one.field.name}</code>
            </button>
            <span className="quiet">
              {one.root} · {typeName(one.field.type)}
              {one.field.isDeprecated && ` · ${t("developers.deprecated")}`}
            </span>
            <div>{one.field.description}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
