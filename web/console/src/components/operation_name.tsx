import { Code } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { openapiQuery } from "@/api/openapi";
import { auditedOperations } from "@/pages/audit/audited_operations";

/** What the server says that an operation does, by its name; the name itself until that is known. */
export function useOperationSummary(): (operation: string) => string {
  const operations = auditedOperations(useQuery(openapiQuery).data);
  return (operation) => operations.get(operation)?.summary ?? operation;
}

/** An operation for people, and below by what rules and the audit name it. */
export function OperationName({ operation }: { operation: string }) {
  const summary = useOperationSummary()(operation);
  return (
    <div>
      {summary !== operation && <div>{summary}</div>}
      <Code style={{ overflowWrap: "anywhere" }}>{operation}</Code>
    </div>
  );
}
