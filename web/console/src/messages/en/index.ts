import { firstLoad } from "./first_load";
import directory from "./directory.json";
import identity from "./identity.json";
import imports from "./imports.json";
import organisation from "./organisation.json";
import { operations } from "./operations";
import portal from "./portal.json";
import setUp from "./set_up.json";
import signOn from "./sign_on.json";
import tools from "./tools.json";

/** Every message in English, the language the others fall back to. ICU syntax. */
export const en = {
  ...firstLoad,
  ...directory,
  ...identity,
  ...imports,
  ...operations,
  ...organisation,
  ...portal,
  ...setUp,
  ...signOn,
  ...tools,
};

export type MessageId = keyof typeof en;
export type Catalogue = Record<MessageId, string>;
