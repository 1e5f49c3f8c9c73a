import { firstLoad } from "./first_load";
import { operations } from "./operations";

/** Every message in English, the language the others fall back to. ICU syntax. */
export const en = {
  ...firstLoad,
  ...operations,
};

export type MessageId = keyof typeof en;
export type Catalogue = Record<MessageId, string>;
