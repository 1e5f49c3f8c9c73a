import { Group, Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { accountChoices, type Account } from "@/api/accounts";
import { useT } from "@/messages/use_t";
import { Money } from "./money";

interface Props {
  label: string;
  description?: string;
  value: Account | null;
  onChange: (account: Account | null) => void;
  /** Only accounts of this ledger. */
  ledger?: string | undefined;
  error?: React.ReactNode;
}

/**
 * Finds an account by the start of its name, or by its whole reference. While it searches it offers
 * nothing but the one that is chosen, which stays the first: keys choose an option by its place in
 * the list, and another account must not come to lie there.
 */
export function AccountSelect({ label, description, value, onChange, ledger, error }: Props) {
  const t = useT();
  const [search, setSearch] = useState("");
  const [typed] = useDebouncedValue(search.trim(), 200);
  const text = value?.name === typed ? "" : typed;
  const filters = { ledger, closed: false };
  const byName = useQuery(accountChoices({ ...filters, name: text || undefined }));
  const byReference = useQuery({
    ...accountChoices({ ...filters, reference: text }),
    enabled: text !== "",
  });
  const searching =
    search.trim() !== typed || byName.isFetching || (text !== "" && byReference.isFetching);
  const found = new Map<string, Account>();
  if (value !== null) found.set(value.id, value);
  for (const account of searching ? [] : [...(byReference.data ?? []), ...(byName.data ?? [])]) {
    found.set(account.id, account);
  }
  return (
    <Select
      label={label}
      description={description}
      placeholder={t("accounts.search_placeholder")}
      required
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("common.clear") }}
      error={error}
      value={value?.id ?? null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(id) => onChange(id === null ? null : (found.get(id) ?? null))}
      data={[...found.values()].map((account) => ({ value: account.id, label: account.name }))}
      filter={({ options }) => options}
      nothingFoundMessage={searching ? t("common.searching") : t("accounts.none_found")}
      renderOption={({ option }) => {
        const account = found.get(option.value);
        return (
          <Group justify="space-between" wrap="nowrap" w="100%" gap="md">
            <div>
              <Text size="sm">{option.label}</Text>
              {account?.reference && (
                <Text size="xs" c="dimmed">
                  {account.reference}
                </Text>
              )}
            </div>
            <Money value={account?.balance} />
          </Group>
        );
      }}
    />
  );
}
