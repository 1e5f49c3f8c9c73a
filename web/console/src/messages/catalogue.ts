import type { Language } from "@/app/preferences";
import type { Catalogue } from "./en";
import { firstLoad } from "./en/first_load";

/** The messages of a language, as far as they are known yet. */
export type Words = Partial<Catalogue>;

/** What every page needs; what a language lacks is said in English. */
export async function loadMessages(language: Language): Promise<Words> {
  if (language === "hi") return { ...firstLoad, ...(await import("./hi")).hi };
  return firstLoad;
}

/** The words of the operations' pages, which come with the first of them. */
export async function loadOperations(language: Language): Promise<Words> {
  const { operations } = await import("./en/operations");
  if (language === "hi") return { ...operations, ...(await import("./hi/operations")).operations };
  return operations;
}
