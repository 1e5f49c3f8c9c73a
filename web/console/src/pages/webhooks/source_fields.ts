import type { NewSource, SignatureStyle } from "@/api/webhook_sources";

export interface SourceForm {
  name: string;
  style: SignatureStyle;
  secret: string;
  verifyToken: string;
  tolerance: number | string;
}

export const pointers = {
  "/name": "name",
  "/style": "style",
  "/secret": "secret",
  "/verify_token": "verifyToken",
  "/tolerance_seconds": "tolerance",
} as const;

/** Whether we make the secret: only where the convention lets the receiver choose. */
export function secretIsOptional(style: SignatureStyle): boolean {
  return style === "standard";
}

/** Whether the provider proves by a GET that the address is ours. */
export function needsToken(style: SignatureStyle): boolean {
  return style === "meta";
}

export function bodyOf(form: SourceForm): NewSource {
  const secret = form.secret.trim();
  return {
    name: form.name.trim(),
    style: form.style,
    ...(secret === "" ? {} : { secret }),
    ...(needsToken(form.style) ? { verify_token: form.verifyToken.trim() } : {}),
    tolerance_seconds: Number(form.tolerance),
  };
}

/** The whole address that a provider is given. */
export function addressOf(origin: string, path: string): string {
  return new URL(path, origin).href;
}
