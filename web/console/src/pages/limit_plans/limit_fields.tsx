import { NumberInput } from "@mantine/core";
import { rateNames } from "@/api/limit_plans";
import { useT } from "@/messages/use_t";
import type { LimitErrors, LimitValues } from "./limit_values";
import classes from "./limits.module.css";
import { RateField } from "./rate_field";

const atWorkMost = 64;
const callsMost = 1_000_000_000_000;

interface Props {
  values: LimitValues;
  errors: LimitErrors;
  /** Only the plan `default` says what strangers may ask. */
  ofStrangers: boolean;
  /** What an empty field means. */
  empty: string;
  onChange: (values: LimitValues) => void;
}

/** The limits of a plan, or of one tenant. What is empty is not limited here. */
export function LimitFields({ values, errors, ofStrangers, empty, onChange }: Props) {
  const t = useT();
  const rates = rateNames.filter((name) => name !== "address" || ofStrangers);
  return (
    <div className={classes["fields"]}>
      {rates.map((name) => (
        <RateField
          key={name}
          name={name}
          value={values.rates[name]}
          error={errors[name]}
          empty={empty}
          onChange={(rate) => onChange({ ...values, rates: { ...values.rates, [name]: rate } })}
        />
      ))}
      <NumberInput
        label={t("limit_plans.calls_a_month")}
        description={t("limit_plans.calls_a_month_detail")}
        placeholder={empty}
        min={0}
        max={callsMost}
        allowDecimal={false}
        hideControls
        error={errors.calls_a_month}
        value={values.calls_a_month}
        onChange={(most) => onChange({ ...values, calls_a_month: most })}
      />
      <NumberInput
        label={t("limit_plans.at_work")}
        description={t("limit_plans.at_work_detail")}
        placeholder={empty}
        min={1}
        max={atWorkMost}
        allowDecimal={false}
        hideControls
        error={errors.at_work}
        value={values.at_work}
        onChange={(most) => onChange({ ...values, at_work: most })}
      />
    </div>
  );
}
