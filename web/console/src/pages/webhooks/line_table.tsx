import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { deliveryStates, type DeliveryState } from "@/api/webhook_states";
import { deliveriesPages } from "@/api/webhooks";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

interface Props {
  endpoint: string;
  state: DeliveryState | undefined;
  onState: (state: DeliveryState | undefined) => void;
}

/** What waits for an endpoint in the order in which it will be sent, and what was given up. */
export function LineTable({ endpoint, state, onState }: Props) {
  const t = useT();
  const query = useInfiniteQuery({ ...deliveriesPages(endpoint, state), refetchInterval: 5_000 });
  return (
    <>
      <Select
        mb="md"
        w={220}
        aria-label={t("hooks.state")}
        placeholder={t("hooks.all_deliveries")}
        clearable
        clearButtonProps={{ "aria-label": t("common.clear") }}
        data={deliveryStates.map((value) => ({ value, label: t(`hooks.delivery_${value}`) }))}
        value={state ?? null}
        onChange={(value) => onState(deliveryStates.find((one) => one === value))}
      />
      <PagedTable
        label={t("hooks.line")}
        query={query}
        rowKey={(delivery) => String(delivery.sequence)}
        empty={<EmptyState title={t("hooks.no_line_title")} detail={t("hooks.no_line_detail")} />}
        columns={[
          {
            id: "type",
            header: t("hooks.event"),
            title: true,
            cell: (delivery) => delivery.type,
          },
          {
            id: "occurred",
            header: t("hooks.occurred"),
            cell: (delivery) => <Moment at={delivery.occurred_at} />,
          },
          {
            id: "state",
            header: t("hooks.state"),
            cell: (delivery) => (
              <StateBadge color={delivery.state === "failed" ? "red" : "blue"}>
                {t(`hooks.delivery_${delivery.state}`)}
              </StateBadge>
            ),
          },
          {
            id: "tries",
            header: t("hooks.tries"),
            align: "end",
            cell: (delivery) => delivery.tries,
          },
          {
            id: "next",
            header: t("hooks.next"),
            cell: (delivery) =>
              delivery.state === "failed" ? (
                t("hooks.next_replay")
              ) : delivery.tries === 0 ? (
                t("hooks.next_soon")
              ) : (
                <Moment at={delivery.next_at} />
              ),
          },
        ]}
      />
    </>
  );
}
