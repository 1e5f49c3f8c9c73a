import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { randomKey } from "@/api/idempotency";
import type { Operation } from "@/api/operations";
import { mapProblem, type FieldProblem } from "@/api/problem";
import { sessionQuery, type Session } from "@/api/session";
import { problemIn, sendTrial, type TrialReply, type TrialRequest } from "@/api/trial";
import type { FormField } from "@/app/palette/form/fields";
import { missing, requestOf, type Value, type Values } from "@/app/palette/form/request";
import { fieldByPointer } from "@/app/palette/form/use_operation";
import { useT } from "@/messages/use_t";
import { remember } from "./tries";

/** Whose tries they are. */
export function ownerOf(session: Session | null | undefined): string {
  return session ? `${session.tenant.id} ${session.user.id}` : "";
}

function takes(operation: Operation, header: string): boolean {
  return operation.parameters.some((one) => one.in === "header" && one.name === header);
}

/** What is sent where it is no form: the text of a file. */
export function isUpload({ request }: Operation): boolean {
  return request !== undefined && request.type !== "application/json";
}

function acceptOf({ kind }: Operation): string {
  return kind === "stream" ? "text/event-stream" : "application/json, text/*;q=0.8, */*;q=0.5";
}

export interface Headers {
  idempotencyKey: string;
  ifMatch: string;
}

/** The request as it would be sent now. */
export function trialRequest(
  operation: Operation,
  fields: FormField[],
  values: Values,
  content: string,
  { idempotencyKey, ifMatch }: Headers,
): TrialRequest {
  const { path, body } = requestOf(operation, fields, values);
  const headers: Record<string, string> = { Accept: acceptOf(operation) };
  if (operation.request !== undefined) headers["Content-Type"] = operation.request.type;
  if (takes(operation, "Idempotency-Key") && idempotencyKey !== "") {
    headers["Idempotency-Key"] = idempotencyKey;
  }
  if (takes(operation, "If-Match") && ifMatch !== "") headers["If-Match"] = ifMatch;
  return {
    method: operation.method,
    path,
    headers,
    body: isUpload(operation) ? content : body,
  };
}

/** A form's values, the request they make, and what came of sending it. */
export function useTry(operation: Operation, fields: FormField[], start: Values) {
  const t = useT();
  const client = useQueryClient();
  const owner = ownerOf(useQuery(sessionQuery).data);
  const [values, setValues] = useState(start);
  const [content, setContent] = useState("");
  const [headers, setHeaders] = useState<Headers>({ idempotencyKey: randomKey(), ifMatch: "" });
  const [empty, setEmpty] = useState<string[]>([]);
  const [sofar, setSofar] = useState("");
  const stopper = useRef<AbortController>(undefined);
  // A stream that nobody looks at any more need not go on.
  useEffect(() => () => stopper.current?.abort(), []);
  const request = trialRequest(operation, fields, values, content, headers);
  const call = useMutation({
    mutationFn: async (sent: TrialRequest): Promise<{ sent: TrialRequest; reply: TrialReply }> => {
      stopper.current = new AbortController();
      setSofar("");
      const onText = operation.kind === "stream" ? setSofar : undefined;
      const tried = { owner, operation: operation.id, summary: operation.summary, request: sent };
      const at = new Date().toISOString();
      try {
        const reply = await sendTrial(sent, stopper.current.signal, onText);
        remember({ ...tried, at, reply });
        return { sent, reply };
      } catch (error) {
        remember({ ...tried, at });
        throw error;
      }
    },
    onSuccess: async ({ reply }) => {
      // The key of what surely happened, or surely did not, would only give the same reply again;
      // it is kept where nobody knows.
      if (reply.status < 500) setHeaders((now) => ({ ...now, idempotencyKey: randomKey() }));
      if (operation.method !== "GET" && reply.status < 400) {
        await client.invalidateQueries({
          predicate: ({ queryKey }) =>
            !["session", "openapi", "messages"].includes(String(queryKey[0])),
        });
      }
    },
  });
  const problem = call.data === undefined ? undefined : problemIn(call.data.reply);
  const mapped =
    problem === undefined
      ? { fields: {} as Record<string, string>, rest: [] as FieldProblem[] }
      : mapProblem(problem.problem, fieldByPointer(fields));
  return {
    values,
    content,
    headers,
    request,
    call,
    problem,
    sofar,
    keyed: takes(operation, "Idempotency-Key"),
    tagged: takes(operation, "If-Match"),
    errorOf: ({ pointer }: FormField) =>
      empty.includes(pointer) ? t("form.required") : mapped.fields[pointer],
    change: ({ pointer }: FormField, value: Value) => {
      setValues({ ...values, [pointer]: value });
      setEmpty(empty.filter((one) => one !== pointer));
    },
    changeContent: setContent,
    changeHeaders: (some: Partial<Headers>) => setHeaders({ ...headers, ...some }),
    /** Whether it can be sent; says at the fields what is missing. */
    ready: () => {
      const lacking = missing(fields, values);
      setEmpty(lacking);
      return lacking.length === 0;
    },
    send: () => call.mutate(request),
    stop: () => stopper.current?.abort(),
  };
}
