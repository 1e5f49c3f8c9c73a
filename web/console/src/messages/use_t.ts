import { useCallback } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "./en";

export type MessageValues = Record<string, string | number | boolean | null | undefined>;
export type Translate = (id: MessageId, values?: MessageValues) => string;

/** The function that says a message in the language of the reader. */
export function useT(): Translate {
  const intl = useIntl();
  return useCallback(
    (id, values) => {
      const message = intl.messages[id];
      // The built console has no parser: what takes values comes read, the rest is said as it is.
      return typeof message === "string" && !/[{}'<]/.test(message)
        ? message
        : intl.formatMessage({ id }, values);
    },
    [intl],
  );
}
