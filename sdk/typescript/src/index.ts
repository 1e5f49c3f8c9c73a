export type { QueryValue, UploadContent } from "./call.ts";
export { Download } from "./download.ts";
export {
  ConnectionFailed,
  HeldForApproval,
  Problem,
  SangamError,
  TimedOut,
  UnexpectedReply,
} from "./errors.ts";
export type { FieldProblem, LedgerStatus, Oddity, ProblemDocument } from "./errors.ts";
export { EventStream } from "./event_stream.ts";
export type * from "./generated/types.ts";
export type {
  ClientOptions,
  Credential,
  RequestOptions,
  RetryNotice,
  StreamOptions,
  WriteOptions,
} from "./options.ts";
export { type PageReply, PageRequest } from "./page.ts";
export { type ResponseInfo, responseOf } from "./reply.ts";
export type { ResumableOptions, Uploaded } from "./resumable.ts";
export { Sangam } from "./sangam.ts";
export { RequestSigner } from "./signer.ts";
export { version } from "./version.ts";
export { verifyWebhook, WebhookRejected } from "./webhook.ts";
export type { Rejection, WebhookMessage, WebhookOptions } from "./webhook.ts";
