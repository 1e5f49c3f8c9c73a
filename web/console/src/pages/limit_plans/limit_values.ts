import { rateNames, type LimitSettings, type RateName } from "@/api/limit_plans";

/** Of a number field: "" while it is empty. */
export type Value = string | number;

export interface RateValue {
  quota: Value;
  seconds: Value;
}

/** What the fields of a form hold; empty ones limit nothing. */
export interface LimitValues {
  rates: Record<RateName, RateValue>;
  at_work: Value;
  calls_a_month: Value;
}

/** By the field that they belong at: "read" and "at_work". */
export type LimitErrors = Partial<Record<RateName | "at_work" | "calls_a_month", string>>;

export function valuesOf(settings: LimitSettings): LimitValues {
  const rates = rateNames.map((name): [RateName, RateValue] => {
    const rate = settings[name];
    return [name, { quota: rate?.quota ?? "", seconds: rate?.window_seconds ?? "" }];
  });
  return {
    rates: Object.fromEntries(rates) as Record<RateName, RateValue>,
    at_work: settings.at_work ?? "",
    calls_a_month: settings.calls_a_month ?? "",
  };
}

/** The settings that the fields say. Half a rate is no rate: the form asks for its other half. */
export function settingsOf(values: LimitValues): LimitSettings {
  const settings: LimitSettings = {};
  for (const name of rateNames) {
    const { quota, seconds } = values.rates[name];
    if (quota !== "" && seconds !== "") {
      settings[name] = { quota: Number(quota), window_seconds: Number(seconds) };
    }
  }
  if (values.at_work !== "") settings.at_work = Number(values.at_work);
  if (values.calls_a_month !== "") settings.calls_a_month = Number(values.calls_a_month);
  return settings;
}

/** Where the server's errors about settings are shown. */
export const limitPointers = Object.fromEntries(
  [...rateNames, "at_work" as const, "calls_a_month" as const].map((name) => [
    `/limits/${name}`,
    name,
  ]),
) as Record<string, keyof LimitErrors>;
