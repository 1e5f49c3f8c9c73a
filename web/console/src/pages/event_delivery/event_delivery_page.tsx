import { useMay } from "@/app/permissions";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { ParkedStreams } from "@/pages/dead_letters/parked_streams";
import { Consumers } from "./consumers";
import { Relay } from "./relay";
import { Replays } from "./replays";

/** For operators: how events get from the outbox to their consumers. */
export function EventDeliveryPage() {
  const t = useT();
  const may = useMay();
  return (
    <>
      <PageHeader title={t("nav.delivery")} description={t("delivery.description")} />
      <Relay />
      <Consumers />
      {may("events:read") && <ParkedStreams />}
      <Replays />
    </>
  );
}
