import { notifications } from "@mantine/notifications";
import { heldCode } from "@/api/held";
import { problemOf } from "@/api/problem";
import { problemWords } from "@/messages/status_words";
import type { Translate } from "@/messages/use_t";

/** Tells in the corner why something was not done, where no form is open that could. */
export function tellFailure(error: unknown, t: Translate): void {
  const problem = problemOf(error);
  if (problem.code === heldCode) {
    notifications.show({ color: "blue", message: t("problem.held_for_approval") });
    return;
  }
  const { title, detail } = problemWords(problem, t);
  notifications.show({ color: "red", message: detail ?? title });
}
