import { Group, SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { CopyButton } from "@/components/copy_button";
import { useT } from "@/messages/use_t";
import type { ExampleCall } from "../examples/call";
import { exampleIn, languageNames, languagesFor, type Language } from "../examples/languages";

interface Props {
  api: OpenApi;
  operation: Operation;
  example: ExampleCall;
}

/** One call in the language that the reader chose, which is kept for the next operation. */
export function ExamplesPanel({ api, operation, example }: Props) {
  const t = useT();
  const [chosen, choose] = useLocalStorage<Language>({
    key: "sangam-example-language",
    defaultValue: "curl",
    getInitialValueInEffect: false,
  });
  const languages = languagesFor(api, operation);
  const language = languages.includes(chosen) ? chosen : "curl";
  const text = exampleIn(language, api, example);
  return (
    <section>
      <h3>{t("portal.example_call")}</h3>
      <Group justify="space-between" mb={6} gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t("portal.language")}
          value={language}
          onChange={(value) => choose(value as Language)}
          data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
          style={{ flexWrap: "wrap" }}
        />
        <CopyButton text={text} />
      </Group>
      <pre role="region" tabIndex={0} aria-label={languageNames[language]}>
        {text}
      </pre>
    </section>
  );
}
