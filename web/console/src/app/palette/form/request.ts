import type { Operation } from "@/api/operations";
import { faultOfJson } from "@/format/json_text";
import type { FormField } from "./fields";

export type Value = string | boolean | string[];
export type Values = Record<string, Value>;

export interface Request {
  path: string;
  body: string | undefined;
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * A value as JSON. Whole numbers are written as they were typed, since a double would change large
 * ones; what is no number goes as a text, and the server says at the field what it misses.
 */
function jsonOf(field: FormField, value: Value): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const text = value.trim();
  if (field.kind === "whole" && /^-?(0|[1-9]\d*)$/.test(text)) return text;
  if (field.kind === "json" && faultOfJson(text) === undefined) return text;
  return JSON.stringify(field.kind === "long" ? value : text);
}

/** An object that is written once all its members are known. */
interface Branch {
  [name: string]: Branch | string;
}

function written(branch: Branch): string {
  const members = Object.entries(branch).map(
    ([name, value]) =>
      `${JSON.stringify(name)}:${typeof value === "string" ? value : written(value)}`,
  );
  return `{${members.join(",")}}`;
}

function put(root: Branch, pointer: string, json: string): void {
  const names = pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = names.pop() ?? "";
  let at = root;
  for (const name of names) {
    const next = at[name];
    at = typeof next === "object" ? next : ((at[name] = {}) as Branch);
  }
  at[last] = json;
}

/** The request that a filled form stands for. Fields left empty are left out. */
export function requestOf(operation: Operation, fields: FormField[], values: Values): Request {
  let path = operation.path;
  const query = new URLSearchParams();
  const body: Branch = {};
  for (const field of fields) {
    const value = values[field.pointer];
    if (field.pointer.startsWith("{")) {
      path = path.replace(field.pointer, encodeURIComponent(String(value ?? "").trim()));
    } else if (isEmpty(value) || value === undefined) continue;
    else if (field.pointer.startsWith("?")) {
      for (const one of Array.isArray(value) ? value : [String(value).trim()]) {
        query.append(field.pointer.slice(1), one);
      }
    } else put(body, field.pointer, jsonOf(field, value));
  }
  const text = query.toString();
  return {
    path: text === "" ? path : `${path}?${text}`,
    body: operation.request === undefined ? undefined : written(body),
  };
}

/** Required fields that are still empty. */
export function missing(fields: FormField[], values: Values): string[] {
  return fields
    .filter((field) => field.required && field.kind !== "switch" && isEmpty(values[field.pointer]))
    .map((field) => field.pointer);
}
