import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { IntlProvider, useIntl } from "react-intl";
import { ProblemAlert } from "@/components/problem_alert";
import { loadGroup, type WordGroup } from "@/messages/catalogue";
import { usePreferences } from "./preferences";

interface Props {
  group: WordGroup;
  children: ReactNode;
}

/** Gives its children words that are not in the first load beside those that are. */
export function ExtraWords({ group, children }: Props) {
  const { language } = usePreferences();
  const intl = useIntl();
  const words = useQuery({
    queryKey: ["messages", group, language],
    queryFn: () => loadGroup(group, language),
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
      {children}
    </IntlProvider>
  );
}
