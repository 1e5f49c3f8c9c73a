import { en as english, type MessageId } from "./en";
import audit from "./en/audit.json";
import webhooks from "./en/webhooks.json";
import { hi as hindi } from "./hi";
import hindiAudit from "./hi/audit.json";
import hindiWebhooks from "./hi/webhooks.json";

/** Every message, also those that come with their pages: what tests render and compare. */
export const en: Record<MessageId, string> = { ...english, ...audit, ...webhooks };
export const hi: Partial<Record<MessageId, string>> = { ...hindi, ...hindiAudit, ...hindiWebhooks };
