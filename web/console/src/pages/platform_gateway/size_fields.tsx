import { NumberInput, Text } from "@mantine/core";
import { limitedRoutes, type LimitedRoute } from "@/api/platform_gateway";
import { DataTable, type Column } from "@/components/data_table";
import { useT } from "@/messages/use_t";
import { sizes, type Size, type SizesDraft } from "./policy_draft";

/** What the server takes for a limit. */
const bounds: Record<Size, [least: number, most: number]> = {
  head_bytes: [256, 16_384],
  fields: [1, 100],
  body_bytes: [0, 1_099_511_627_776],
};

interface Props {
  draft: SizesDraft;
  onChange: (draft: SizesDraft) => void;
  disabled: boolean;
}

/** How large requests of each kind may be; where nothing is said the server's own limit holds. */
export function SizeFields({ draft, onChange, disabled }: Props) {
  const t = useT();
  const column = (size: Size): Column<LimitedRoute> => ({
    id: size,
    header: t(`platform_gateway.${size}`),
    cell: (route) => (
      <NumberInput
        aria-label={`${t("gateway.route_name", { route })}: ${t(`platform_gateway.${size}`)}`}
        placeholder={t("platform_gateway.own_limit")}
        hideControls
        allowDecimal={false}
        thousandSeparator
        min={bounds[size][0]}
        max={bounds[size][1]}
        disabled={disabled}
        value={draft[route][size]}
        onChange={(value) => onChange({ ...draft, [route]: { ...draft[route], [size]: value } })}
      />
    ),
  });
  return (
    <>
      <Text size="sm" className="quiet" mb="sm">
        {t("platform_gateway.sizes_detail")}
      </Text>
      <DataTable
        label={t("platform_gateway.sizes")}
        rows={[...limitedRoutes]}
        rowKey={(route) => route}
        columns={[
          {
            id: "route",
            header: t("platform_gateway.kind"),
            title: true,
            cell: (route) => t("gateway.route_name", { route }),
          },
          ...sizes.map(column),
        ]}
      />
    </>
  );
}
