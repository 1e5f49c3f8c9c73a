import { queryOptions } from "@tanstack/react-query";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { askGraphql } from "./ask";

/** The door's schema; null where a policy keeps it from being read: documents work all the same. */
export const graphqlSchemaQuery = (door: string) =>
  queryOptions({
    queryKey: ["graphql-schema", door],
    queryFn: async () => {
      const { text } = await askGraphql(door, getIntrospectionQuery(), "");
      const { data } = JSON.parse(text) as { data?: IntrospectionQuery | null };
      return data?.__schema === undefined ? null : buildClientSchema(data);
    },
    staleTime: Infinity,
    // Long, and of no use to anybody once the page is left.
    gcTime: 60_000,
    structuralSharing: false,
  });
