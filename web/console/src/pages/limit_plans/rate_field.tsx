import { NumberInput } from "@mantine/core";
import type { RateName } from "@/api/limit_plans";
import { useT } from "@/messages/use_t";
import type { RateValue } from "./limit_values";
import classes from "./limits.module.css";

/** What the server takes. */
const quotaMost = 100_000_000;
const secondsMost = 86_400;

interface Props {
  name: RateName;
  value: RateValue;
  error: string | undefined;
  /** What an empty field means. */
  empty: string;
  onChange: (value: RateValue) => void;
}

/** How many requests in how many seconds: both or neither. */
export function RateField({ name, value, error, empty, onChange }: Props) {
  const t = useT();
  const both = value.quota !== "" || value.seconds !== "";
  const shared = {
    min: 1,
    allowDecimal: false,
    allowNegative: false,
    hideControls: true,
    required: both,
  };
  const of = t("limit_plans.rate", { limit: name });
  return (
    <fieldset className={classes["rate"]}>
      <legend>{of}</legend>
      <div className={classes["pair"]}>
        <NumberInput
          {...shared}
          aria-label={`${of}: ${t("limit_plans.quota")}`}
          placeholder={empty}
          suffix={` ${t("limit_plans.requests")}`}
          max={quotaMost}
          error={error}
          value={value.quota}
          onChange={(quota) => onChange({ ...value, quota })}
        />
        <NumberInput
          {...shared}
          aria-label={`${of}: ${t("limit_plans.seconds")}`}
          placeholder={t("limit_plans.seconds")}
          suffix=" s"
          max={secondsMost}
          error={error !== undefined}
          value={value.seconds}
          onChange={(seconds) => onChange({ ...value, seconds })}
        />
      </div>
    </fieldset>
  );
}
