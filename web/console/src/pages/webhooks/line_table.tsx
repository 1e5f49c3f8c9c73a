import { useInfiniteQuery } from "@tanstack/react-query";
import { deliveryStates, type DeliveryState } from "@/api/webhook_states";
import { deliveriesPages } from "@/api/webhooks";
import { EmptyState } from "@/components/empty_state";
import { FilterSelect } from "@/components/list/filter_select";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

interface Props {
  endpoint: string;
  state: DeliveryState | undefined;
  search: Record<string, unknown>;
  onSearch: (search: Record<string, unknown>) => void;
  sort: string | undefined;
}

/** What waits for an endpoint in the order in which it will be sent, and what was given up. */
export function LineTable({ endpoint, state, search, onSearch, sort }: Props) {
  const t = useT();
  const pages = deliveriesPages(endpoint, state, sort);
  const query = useInfiniteQuery({ ...pages, refetchInterval: 5_000 });
  return (
    <>
      <PagedTable
        label={t("hooks.line")}
        query={query}
        rowKey={(delivery) => String(delivery.sequence)}
        name="webhook-deliveries"
        source={pages}
        search={search}
        onSearch={onSearch}
        kept={["tab"]}
        sort={sort ?? "sequence"}
        onSort={(wanted) => onSearch({ ...search, sort: wanted })}
        filters={
          <FilterSelect
            label={t("hooks.state")}
            any={t("hooks.all_deliveries")}
            options={deliveryStates.map((value) => ({
              value,
              label: t(`hooks.delivery_${value}`),
            }))}
            value={state}
            onChange={(wanted) => onSearch({ ...search, state: wanted })}
          />
        }
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
            sort: "sequence",
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
