import { useQuery } from "@tanstack/react-query";
import { useMemo, type ComponentType } from "react";
import { IntlProvider, useIntl } from "react-intl";
import { usePreferences, type Language } from "@/app/preferences";

type Messages = Record<string, string>;

/** The words of one area of pages: English with the page itself, other languages when chosen. */
export interface PageMessages {
  area: string;
  en: Messages;
  others: Record<Exclude<Language, "en">, () => Promise<{ default: Messages }>>;
}

/** A page with words of its own, which the first load of the console need not carry. */
export function withMessages(Page: ComponentType, { area, en, others }: PageMessages) {
  return function PageWithMessages() {
    const intl = useIntl();
    const { language } = usePreferences();
    const translated = useQuery({
      queryKey: ["messages", area, language],
      queryFn: async () => (language === "en" ? en : (await others[language]()).default),
      initialData: language === "en" ? en : undefined,
      staleTime: Infinity,
      gcTime: Infinity,
    });
    const shown = intl.messages;
    const messages = useMemo(
      () => ({ ...shown, ...en, ...translated.data }) as Messages,
      [shown, translated.data],
    );
    if (translated.data === undefined && !translated.isError) return null;
    return (
      <IntlProvider locale={intl.locale} defaultLocale="en-IN" messages={messages}>
        <Page />
      </IntlProvider>
    );
  };
}
