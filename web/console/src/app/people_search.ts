import { text, type Raw } from "./search_values";

export interface AuthorizeSearch {
  request?: string | undefined;
  error?: string | undefined;
  error_description?: string | undefined;
}

export const authorize = (raw: Raw): AuthorizeSearch => ({
  request: text(raw["request"]),
  error: text(raw["error"]),
  error_description: text(raw["error_description"]),
});

export const device = (raw: Raw): { user_code?: string | undefined } => ({
  user_code: text(raw["user_code"]),
});

export const signOut = (raw: Raw): { request?: string | undefined } => ({
  request: text(raw["request"]),
});
