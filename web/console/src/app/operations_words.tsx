import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { IntlProvider, useIntl } from "react-intl";
import { ProblemAlert } from "@/components/problem_alert";
import { loadOperations } from "@/messages/catalogue";
import { usePreferences } from "./preferences";

/** Gives the operations' pages their words beside those of the first load. */
export function OperationsWords() {
  const { language } = usePreferences();
  const intl = useIntl();
  const words = useQuery({
    queryKey: ["messages", "operations", language],
    queryFn: () => loadOperations(language),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  if (words.isError) {
    return <ProblemAlert error={words.error} retry={() => void words.refetch()} />;
  }
  if (words.data === undefined) return null;
  const messages = { ...intl.messages, ...words.data } as Record<string, string>;
  return (
    <IntlProvider locale={intl.locale} defaultLocale="en-IN" messages={messages}>
      <Outlet />
    </IntlProvider>
  );
}
