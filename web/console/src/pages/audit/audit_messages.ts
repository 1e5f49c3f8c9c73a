import en from "@/messages/en/audit.json";
import type { PageMessages } from "@/messages/page_messages";

export const auditMessages: PageMessages = {
  area: "audit",
  en,
  others: { hi: () => import("@/messages/hi/audit.json") },
};
