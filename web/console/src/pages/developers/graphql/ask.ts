import { problemFromText, ProblemError } from "@/api/problem";

/** What a GraphQL door answered, as it wrote it. */
export interface GraphqlAnswer {
  status: number;
  text: string;
  milliseconds: number;
}

/**
 * Asks the door by POST (GraphQL over HTTP, §5), with the session. `variables` is the text of a JSON
 * object, so that large numbers stay as they were typed. Throws ProblemError without an answer, and
 * for one that is a problem document.
 */
export async function askGraphql(
  door: string,
  query: string,
  variables: string,
): Promise<GraphqlAnswer> {
  const began = performance.now();
  let response: Response;
  try {
    response = await fetch(door, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json, application/json;q=0.9",
      },
      body: `{"query":${JSON.stringify(query)},"variables":${variables.trim() || "{}"}}`,
    });
  } catch {
    throw new ProblemError({ title: "No reply", status: 0, code: "unreachable" });
  }
  const text = await response.text();
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.ok && !type.includes("graphql-response")) {
    throw problemFromText(response.status, text, response.headers.get("Retry-After"));
  }
  return { status: response.status, text, milliseconds: performance.now() - began };
}
