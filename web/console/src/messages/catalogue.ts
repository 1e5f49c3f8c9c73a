import type { Language } from "@/app/preferences";
import { en, type Catalogue } from "./en";

/** The messages of a language; what it lacks is said in English. */
export async function loadMessages(language: Language): Promise<Catalogue> {
  if (language === "hi") return { ...en, ...(await import("./hi")).hi };
  return en;
}
