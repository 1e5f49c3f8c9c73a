import type { Endpoint, EndpointFields } from "@/api/webhooks";

export interface EndpointForm {
  url: string;
  description: string;
  eventTypes: string[];
  ordered: "yes" | "no";
}

/** Where a refused field of the request stands in the form. */
export const pointers = {
  "/url": "url",
  "/description": "description",
  "/event_types": "eventTypes",
  "/ordered": "ordered",
} as const;

export function formOf(endpoint: Endpoint | undefined): EndpointForm {
  return {
    url: endpoint?.url ?? "",
    description: endpoint?.description ?? "",
    eventTypes: endpoint?.event_types ?? [],
    ordered: endpoint?.ordered === false ? "no" : "yes",
  };
}

/** What is sent. */
export function bodyOf(form: EndpointForm): EndpointFields {
  return {
    url: form.url.trim(),
    description: form.description.trim(),
    event_types: form.eventTypes,
    ordered: form.ordered === "yes",
  };
}

/** What is wrong with an address before the server is asked; the server has the last word. */
export function urlFault(text: string): "required" | "not_url" | undefined {
  if (text.trim() === "") return "required";
  const scheme = URL.canParse(text.trim()) ? new URL(text.trim()).protocol : "";
  return scheme === "https:" || scheme === "http:" ? undefined : "not_url";
}
