import type { Language } from "@/app/preferences";
import type { Catalogue } from "./en";
import { firstLoad } from "./en/first_load";

/** The messages of a language, as far as they are known yet. */
export type Words = Partial<Catalogue>;

/** Words that come with what says them: groups of pages, and tools of every page. */
export type WordGroup =
  | "directory"
  | "identity"
  | "imports"
  | "operations"
  | "organisation"
  | "portal"
  | "set_up"
  | "sign_on"
  | "tools";

const english = {
  directory: async (): Promise<Words> => (await import("./en/directory.json")).default,
  identity: async (): Promise<Words> => (await import("./en/identity.json")).default,
  imports: async (): Promise<Words> => (await import("./en/imports.json")).default,
  operations: async (): Promise<Words> => (await import("./en/operations")).operations,
  organisation: async (): Promise<Words> => (await import("./en/organisation.json")).default,
  portal: async (): Promise<Words> => (await import("./en/portal.json")).default,
  set_up: async (): Promise<Words> => (await import("./en/set_up.json")).default,
  sign_on: async (): Promise<Words> => (await import("./en/sign_on.json")).default,
  tools: async (): Promise<Words> => (await import("./en/tools.json")).default,
};

const hindi = {
  directory: async (): Promise<Words> => (await import("./hi/directory.json")).default,
  identity: async (): Promise<Words> => (await import("./hi/identity.json")).default,
  imports: async (): Promise<Words> => (await import("./hi/imports.json")).default,
  operations: async (): Promise<Words> => (await import("./hi/operations")).operations,
  organisation: async (): Promise<Words> => (await import("./hi/organisation.json")).default,
  portal: async (): Promise<Words> => (await import("./hi/portal.json")).default,
  set_up: async (): Promise<Words> => (await import("./hi/set_up.json")).default,
  sign_on: async (): Promise<Words> => (await import("./hi/sign_on.json")).default,
  tools: async (): Promise<Words> => (await import("./hi/tools.json")).default,
};

async function accented(words: Words): Promise<Words> {
  return (await import("./pseudo")).pseudo(words);
}

/** What every page needs; what a language lacks is said in English. */
export async function loadMessages(language: Language): Promise<Words> {
  if (language === "hi") return { ...firstLoad, ...(await import("./hi")).hi };
  return language === "en" ? firstLoad : accented(firstLoad);
}

/** The words of a group, which come with the first that says one of them. */
export async function loadGroup(group: WordGroup, language: Language): Promise<Words> {
  const words = await english[group]();
  if (language === "hi") return { ...words, ...(await hindi[group]()) };
  return language === "en" ? words : accented(words);
}
