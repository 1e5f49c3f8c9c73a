import en from "@/messages/en/webhooks.json";
import type { PageMessages } from "@/messages/page_messages";

export const webhooksMessages: PageMessages = {
  area: "webhooks",
  en,
  others: { hi: () => import("@/messages/hi/webhooks.json") },
};
