/** One refused field of a request. `pointer` is a JSON pointer into the request body. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

/** RFC 9457 problem details, as every error of the API is told. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  trace_id?: string;
  request_id?: string;
  errors?: FieldProblem[];
  /** From Retry-After: when to try again. */
  retry_after_seconds?: number;
  ledger_status?: { name: string; number: number };
}

/** What every failed call throws: the server's problem, or one of ours for a lost connection. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }

  /** True when the request may have taken effect although no reply came. */
  get outcomeUnknown(): boolean {
    return this.problem.status === 0 || this.problem.status >= 500;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "title" in value && "code" in value;
}

/** The seconds of a Retry-After header; the form with a date is none of ours. */
function secondsOf(retryAfter: string | null): { retry_after_seconds?: number } {
  return /^\d{1,9}$/.test(retryAfter ?? "") ? { retry_after_seconds: Number(retryAfter) } : {};
}

/** Reads an error reply; a reply that is no problem document becomes one. */
export function problemFromText(
  status: number,
  text: string,
  retryAfter: string | null = null,
): ProblemError {
  try {
    const value: unknown = JSON.parse(text);
    if (isProblem(value)) return new ProblemError({ ...value, status, ...secondsOf(retryAfter) });
  } catch {
    // Not JSON: a proxy's page, or nothing at all.
  }
  return new ProblemError({ title: `HTTP ${status}`, status, code: `http_${status}` });
}

/** The problem of any thrown value; `unreachable` when there was no reply. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { title: String(error), status: 0, code: "unexpected" };
}

/** "has more than 2 decimal places" alone under a field reads better as a sentence. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?।]$/.test(first) ? first : `${first}.`;
}

/**
 * Splits a problem's field errors over a form: `fields` maps JSON pointer prefixes to field names,
 * `statuses` maps ledger statuses to the field they are about. What maps nowhere stays in `rest`.
 */
export function mapProblem<Field extends string>(
  problem: Problem,
  fields: Record<string, Field>,
  statuses: Record<string, Field> = {},
): { fields: Partial<Record<Field, string>>; status?: Field; rest: FieldProblem[] } {
  const mapped: Partial<Record<Field, string>> = {};
  const rest: FieldProblem[] = [];
  const prefixes = Object.keys(fields).sort((a, b) => b.length - a.length);
  for (const error of problem.errors ?? []) {
    const prefix = prefixes.find((p) => error.pointer === p || error.pointer.startsWith(`${p}/`));
    const field = prefix === undefined ? undefined : fields[prefix];
    if (field === undefined) rest.push(error);
    else mapped[field] = [mapped[field], sentence(error.detail)].filter(Boolean).join(" ");
  }
  const name = problem.ledger_status?.name;
  const status = name === undefined ? undefined : statuses[name];
  return { fields: mapped, ...(status === undefined ? {} : { status }), rest };
}
