import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import { pagesQuery } from "./page";

export const signatureStyles = ["standard", "stripe", "razorpay", "github", "meta"] as const;
export type SignatureStyle = (typeof signatureStyles)[number];

/** Who may tell a tenant something, and how they sign it. */
export interface Source {
  id: string;
  name: string;
  style: SignatureStyle;
  /** Behind this server's address: what the provider must be told. */
  path: string;
  tolerance_seconds: number;
  previous_until?: string;
  created_at: string;
}

export interface NewSource {
  name: string;
  style: SignatureStyle;
  secret?: string;
  verify_token?: string;
  tolerance_seconds?: number;
}

/** `secret` only when the server made it. */
export interface SourceWithSecret {
  source: Source;
  secret?: string;
}

export interface Received {
  id: string;
  source_id: string;
  provider_id: string;
  content_type: string;
  received_at: string;
}

const path = "/webhooks/sources";
const key = "webhook-sources";

export const sourcesPages = (sort = "-created_at") => pagesQuery<Source>(key, path, { sort });

export const receivedPages = (source: string | undefined, sort: string | undefined) =>
  pagesQuery<Received>(key, "/webhooks/received", { source_id: source, sort });

export const receivedQuery = (id: string) =>
  queryOptions({
    queryKey: [key, "received", id],
    queryFn: ({ signal }) =>
      get<Received & { body: string }>(`/webhooks/received/${id}`, {}, signal),
    staleTime: Infinity,
    retry: false,
  });

export function createSource(body: NewSource, idempotencyKey: string) {
  return write<SourceWithSecret>("POST", path, body, { idempotencyKey });
}

export function rotateSource(id: string, secret: string) {
  return write<Source>("POST", `${path}/${id}/rotate-secret`, { secret });
}

export function deleteSource(id: string) {
  return write<void>("DELETE", `${path}/${id}`);
}
