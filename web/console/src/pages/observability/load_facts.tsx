import type { LimitsState } from "@/api/limits";
import { useNumberLocale } from "@/app/preferences";
import { Facts } from "@/components/facts";
import { useT } from "@/messages/use_t";
import { formatNumber, formatSeconds } from "./figures";

/** How much the server has to do now, and whom it turns away for that. */
export function LoadFacts({ state }: { state: LimitsState }) {
  const t = useT();
  const locale = useNumberLocale();
  const figure = (text: string) => <span className="figures">{text}</span>;
  return (
    <div className="surface padded">
      <Facts
        facts={[
          {
            name: t("traffic.shedding"),
            value: t("traffic.shedding_level", { level: String(state.shedding) }),
          },
          { name: t("traffic.at_work"), value: figure(formatNumber(state.at_work, locale)) },
          { name: t("traffic.waiting"), value: figure(formatNumber(state.waiting, locale)) },
          {
            name: t("traffic.loop_lag"),
            value: figure(formatSeconds(state.loop_lag_ms / 1000, locale)),
          },
          {
            name: t("traffic.cpu_pressure"),
            value: figure(`${formatNumber(100 * state.cpu_pressure, locale)} %`),
          },
          {
            name: t("traffic.counting"),
            value: t(
              state.shared
                ? "traffic.together"
                : state.to_be_shared
                  ? "traffic.alone_for_now"
                  : "traffic.alone",
            ),
          },
        ]}
      />
    </div>
  );
}
