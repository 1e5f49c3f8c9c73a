import { sentence, type Problem } from "@/api/problem";
import type { MessageId } from "./en";
import { firstLoad } from "./en/first_load";
import type { Translate } from "./use_t";

function known(id: string): id is MessageId {
  return id in firstLoad;
}

function knownStatus(name: string, t: Translate): string | undefined {
  const id = `status.${name}`;
  if (known(id)) return t(id);
  const different = /^exists_with_different_(.+)$/.exec(name);
  if (different !== null) {
    return t("status.exists_with_different", { what: (different[1] ?? "").replaceAll("_", " ") });
  }
  return name.startsWith("overflows_") ? t("status.overflows") : undefined;
}

/** A ledger status in words; an unknown one by its own name with the underscores taken out. */
export function statusWords(name: string, t: Translate): string {
  return knownStatus(name, t) ?? name.replaceAll("_", " ");
}

/** Why something was refused: its status in the reader's language, else the server's own words. */
export function reasonWords(status: string, reason: string, t: Translate): string {
  return knownStatus(status, t) ?? sentence(reason);
}

function whenAgain(seconds: number, t: Translate): string {
  return seconds <= 90
    ? t("problem.retry_seconds", { count: seconds })
    : t("problem.retry_minutes", { count: Math.ceil(seconds / 60) });
}

/** What a problem means, in the reader's language where we know its code. */
export function problemWords(problem: Problem, t: Translate): { title: string; detail?: string } {
  if (problem.ledger_status !== undefined) {
    return { title: statusWords(problem.ledger_status.name, t) };
  }
  const id = `problem.${problem.code}`;
  const title = known(id) ? t(id) : problem.title;
  if (problem.retry_after_seconds !== undefined) {
    const again = whenAgain(problem.retry_after_seconds, t);
    // In maintenance operators say what for; of a limit the time is all there is to know.
    const told = problem.code === "unavailable" ? problem.detail : undefined;
    return { title, detail: told === undefined ? again : `${sentence(told)} ${again}` };
  }
  const detail = problem.detail === title ? undefined : problem.detail;
  return detail === undefined ? { title } : { title, detail };
}
