/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** A JSON pointer into the body, `?name` of a parameter, or `{name}` of a part of the path. */
  pointer: string;
  /** Stable: match this. */
  code: string;
  /** For people. */
  detail: string;
}

/** What the ledger says, in its own numbering. */
export interface LedgerStatus {
  name: string;
  number: number;
}

/** A problem document (RFC 9457) as the server writes it. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  trace_id?: string;
  request_id?: string;
  errors?: FieldProblem[];
  ledger_status?: LedgerStatus;
}

/** What everything that this package throws has in common, your own aborts excepted. */
export class SangamError extends Error {
  // Not the class's own name, which bundlers change.
  override readonly name: string = "SangamError";
  /** The operation that failed, such as `ledger.accounts.open`. */
  readonly operation: string;

  constructor(operation: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.operation = operation;
  }
}

/** The server refused, and says why. */
export class Problem extends SangamError {
  override readonly name: string = "Problem";
  readonly status: number;
  /** Stable: match this, never the texts. The list is at the server's /docs/problems. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Every field at fault. */
  readonly errors: readonly FieldProblem[];
  /** Stable name of what the ledger said, such as `exceeds_credits`. */
  readonly ledgerStatus: string | undefined;
  /** Both are in the server's log. */
  readonly traceId: string | undefined;
  readonly requestId: string | undefined;
  /** From Retry-After: when to try again. */
  readonly retryAfterSeconds: number | undefined;
  readonly document: ProblemDocument;

  constructor(operation: string, document: ProblemDocument, status: number, retryAfter?: number) {
    const fields = (document.errors ?? []).map((field) => `${field.pointer} ${field.detail}`);
    super(
      operation,
      `${operation}: ${status} ${document.code}: ${[document.detail, ...fields].join("; ")}`,
    );
    this.status = status;
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail;
    this.errors = document.errors ?? [];
    this.ledgerStatus = document.ledger_status?.name;
    this.traceId = document.trace_id;
    this.requestId = document.request_id;
    this.retryAfterSeconds = retryAfter;
    this.document = document;
  }
}

/** Nothing was done yet: the tenant's policy wants somebody else to approve of it first. */
export class HeldForApproval extends SangamError {
  override readonly name: string = "HeldForApproval";
  /** What waits; read it with `sangam.approvals.get(approval.id)`. */
  readonly approval: { readonly id: string };

  constructor(operation: string, approval: { id: string }) {
    super(operation, `${operation}: waits for approval ${approval.id}`);
    this.approval = approval;
  }
}

/** No reply, or it broke off. A write may have taken effect: repeat it under the same key. */
export class ConnectionFailed extends SangamError {
  override readonly name = "ConnectionFailed";
}

/** No reply within the time allowed. A write may have taken effect, as above. */
export class TimedOut extends SangamError {
  override readonly name = "TimedOut";
}

export type Oddity =
  | "redirect"
  | "media_type"
  | "malformed"
  | "too_large"
  | "no_problem_document"
  | "endless_list"
  | "event_too_large";

/** A reply that this API does not give: something in between, or no Sangam, has answered. */
export class UnexpectedReply extends SangamError {
  override readonly name: string = "UnexpectedReply";
  readonly reason: Oddity;
  readonly status: number;

  constructor(operation: string, reason: Oddity, status: number, message: string) {
    super(operation, `${operation}: ${message}`);
    this.reason = reason;
    this.status = status;
  }
}
