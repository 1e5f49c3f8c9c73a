import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { exchange } from "@/api/http";
import { IdempotentWrite } from "@/api/idempotency";
import type { Operation } from "@/api/operations";
import { mapProblem, problemOf, type FieldProblem } from "@/api/problem";
import { useT } from "@/messages/use_t";
import type { FormField } from "./fields";
import { missing, requestOf, type Value, type Values } from "./request";

/** The pointers that the server uses for a field: its own, its name in the path, what it is in. */
function pointersOf({ pointer }: FormField): string[] {
  if (pointer.startsWith("{")) return [pointer, `/${pointer.slice(1, -1)}`];
  if (!pointer.startsWith("/")) return [pointer];
  const names = pointer.split("/").slice(1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join("/")}`);
}

/** Each pointer with the field that shows its fault: of an object that is missing, the first. */
export function fieldByPointer(fields: FormField[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    for (const pointer of pointersOf(field)) found[pointer] ??= field.pointer;
    found[field.pointer] = field.pointer;
  }
  return found;
}

/** A form's values, the call they make, and what came of it: an answer, or faults at fields. */
export function useOperation(operation: Operation, fields: FormField[]) {
  const t = useT();
  const client = useQueryClient();
  const write = useMemo(() => new IdempotentWrite(), []);
  const [values, setValues] = useState<Values>({});
  const [empty, setEmpty] = useState<string[]>([]);
  const keyed = operation.parameters.some(({ name }) => name === "Idempotency-Key");
  const call = useMutation({
    mutationFn: () => {
      const { path, body } = requestOf(operation, fields, values);
      const send = (key?: string) => exchange(operation.method, path, body, key);
      return keyed ? write.run({ path, body }, send) : send();
    },
    onSuccess: async () => {
      // Anything that is shown may have changed by it.
      if (operation.method !== "GET") {
        await client.invalidateQueries({
          predicate: ({ queryKey }) => queryKey[0] !== "session" && queryKey[0] !== "openapi",
        });
      }
    },
  });
  const mapped = call.isError
    ? mapProblem(problemOf(call.error), fieldByPointer(fields))
    : { fields: {} as Record<string, string>, rest: [] as FieldProblem[] };
  return {
    values,
    call,
    rest: mapped.rest,
    errorOf: ({ pointer }: FormField) =>
      empty.includes(pointer) ? t("form.required") : mapped.fields[pointer],
    change: ({ pointer }: FormField, value: Value) => {
      setValues({ ...values, [pointer]: value });
      setEmpty(empty.filter((one) => one !== pointer));
    },
    run: () => {
      const lacking = missing(fields, values);
      setEmpty(lacking);
      if (lacking.length === 0) call.mutate();
    },
  };
}
