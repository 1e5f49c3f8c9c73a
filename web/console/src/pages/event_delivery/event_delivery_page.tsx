import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { Consumers } from "./consumers";
import { Relay } from "./relay";
import { Replays } from "./replays";

/** For operators: how events get from the outbox to their consumers. */
export function EventDeliveryPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t("nav.delivery")} description={t("delivery.description")} />
      <Relay />
      <Consumers />
      <Replays />
    </>
  );
}
