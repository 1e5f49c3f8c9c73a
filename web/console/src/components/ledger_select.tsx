import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ledgersQuery } from "@/api/ledgers";
import { useT } from "@/messages/use_t";

interface Props {
  value: string | null;
  onChange: (ledger: string | null) => void;
  label?: string;
  placeholder?: string;
  clearable?: boolean;
  error?: React.ReactNode;
  required?: boolean;
}

/** Chooses one of the tenant's ledgers. Without a visible label it is named for screen readers. */
export function LedgerSelect({ label, placeholder, ...props }: Props) {
  const t = useT();
  const ledgers = useQuery(ledgersQuery);
  return (
    <Select
      {...props}
      {...(label === undefined ? { "aria-label": t("ledgers.ledger") } : { label })}
      placeholder={placeholder ?? t("ledgers.choose")}
      clearButtonProps={{ "aria-label": t("common.clear") }}
      searchable={(ledgers.data?.length ?? 0) > 8}
      allowDeselect={false}
      data={(ledgers.data ?? []).map((ledger) => ({
        value: ledger.id,
        label: `${ledger.name} (${ledger.asset})`,
      }))}
    />
  );
}
