import { notifications } from "@mantine/notifications";
import { problemOf } from "@/api/problem";
import { problemWords } from "@/messages/status_words";
import type { Translate } from "@/messages/use_t";

/** Tells in the corner why something was not done, where no form is open that could. */
export function tellFailure(error: unknown, t: Translate): void {
  const { title, detail } = problemWords(problemOf(error), t);
  notifications.show({ color: "red", message: detail ?? title });
}
