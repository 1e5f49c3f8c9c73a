import { Button, Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { asyncapiPath } from "@/api/events";
import { eventsTabs, type EventsSearch } from "@/app/operations_search";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { EventLog } from "./event_log";
import { EventPanel } from "./event_panel";
import { EventTypes } from "./event_types";

const route = getRouteApi("/console/operations/events");

/** What has happened, as it happens, and what each type of event looks like. */
export function EventsPage() {
  const t = useT();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const { tab = "log", type, stream, from, to, live, open, sort } = search;
  const show = (change: EventsSearch) => void navigate({ search: { ...search, ...change } });
  return (
    <>
      <PageHeader
        title={t("nav.events")}
        description={t("events.description")}
        actions={
          <Button variant="default" component="a" href={asyncapiPath} target="_blank">
            {t("events.asyncapi")}
          </Button>
        }
      />
      <Tabs
        value={tab}
        onChange={(value) => {
          const next = eventsTabs.find((candidate) => candidate === value);
          if (next !== undefined) void navigate({ search: { tab: next } });
        }}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {eventsTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`events.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="log">
          <EventLog
            filters={{ type, stream, from, to, sort: live === "yes" ? undefined : sort }}
            live={live === "yes"}
            // The tail has no end and no range: what bounds the list gives way.
            onLive={(on) =>
              show(on ? { live: "yes", from: undefined, to: undefined } : { live: undefined })
            }
            search={search}
            onSearch={(next) => void navigate({ search: next })}
            onOpen={(position) => show({ open: position })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="types">
          <EventTypes />
        </Tabs.Panel>
      </Tabs>
      {open !== undefined && (
        <EventPanel position={open} onClose={() => show({ open: undefined })} />
      )}
    </>
  );
}
