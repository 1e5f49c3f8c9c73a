import { Button } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ApiKey } from "@/api/api_keys";
import { apiBase, get } from "@/api/http";
import { randomKey } from "@/api/idempotency";
import type { Ledger } from "@/api/ledgers";
import type { Page } from "@/api/page";
import { sessionQuery } from "@/api/session";
import { useMay } from "@/app/permissions";
import { useMachineNow } from "@/app/use_now";
import { Moment } from "@/components/moment";
import { TextView } from "@/components/text_view";
import { useT } from "@/messages/use_t";
import { CreateApiKey } from "@/pages/api_keys/create_api_key";
import { PortalPage } from "../portal_page";
import { ownerOf } from "../tryout/use_try";
import { SandboxPanel } from "./sandbox_panel";
import classes from "./start.module.css";
import { Step } from "./step";
import { ledgerName, progressOf } from "./steps";

/** Somebody works in a terminal beside this page: it looks as often as that is worth it. */
const lookMs = 3_000;

const keysQuery = (enabled: boolean, waits: boolean) =>
  queryOptions({
    queryKey: ["api-keys", "start"],
    enabled,
    queryFn: ({ signal }) =>
      get<Page<ApiKey>>("/api-keys", { sort: "-created_at", limit: 100 }, signal),
    refetchInterval: waits ? lookMs : false,
  });

const ledgersQuery = (enabled: boolean, waits: boolean) =>
  queryOptions({
    queryKey: ["ledgers", "start"],
    enabled,
    queryFn: ({ signal }) =>
      get<Page<Ledger>>("/ledger/ledgers", { sort: "-created_at", limit: 100 }, signal),
    refetchInterval: waits ? lookMs : false,
  });

/** How far this person is, as the server tells it; it is asked again until all is done. */
function useProgress() {
  const may = useMay();
  const session = useQuery(sessionQuery).data;
  const owner = ownerOf(session);
  const [name] = useState(() => ledgerName(owner, randomKey));
  const [finished, setFinished] = useState(false);
  const now = useMachineNow();
  const readsKeys = may("api_keys:read");
  const readsLedgers = may("ledger.accounts:read");
  const keys = useQuery(keysQuery(readsKeys, !finished)).data?.items ?? [];
  const ledgers = useQuery(ledgersQuery(readsLedgers, !finished)).data?.items ?? [];
  const progress = progressOf(keys, ledgers, name, now);
  const done = progress.key !== undefined && progress.called && progress.wrote;
  if (done !== finished) setFinished(done);
  return { ...progress, name, readsKeys };
}

/** A key, a call with it, and something made: each step sees by itself when it is done. */
export function StartPage() {
  const t = useT();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const { key, called, wrote, name, readsKeys } = useProgress();
  const base = window.location.origin + apiBase;
  const read = `curl ${base}/session \\\n  -H "Authorization: Bearer $SANGAM_API_KEY"`;
  const body = JSON.stringify({ name, asset: "INR" });
  const make = [
    `curl -X POST ${base}/ledger/ledgers`,
    `-H "Authorization: Bearer $SANGAM_API_KEY"`,
    "-H 'Content-Type: application/json'",
    `-H 'Idempotency-Key: first-${name.split(" ").at(-1)}'`,
    `-d '${body}'`,
  ].join(" \\\n  ");
  return (
    <PortalPage title={t("portal.start")} description={t("portal.start_detail")}>
      {!readsKeys && <p className="quiet">{t("portal.cannot_see_keys")}</p>}
      <ol className={classes["steps"]}>
        <Step title={t("portal.step_key")} done={key !== undefined}>
          <p>
            {key === undefined
              ? t("portal.step_key_detail")
              : t("portal.step_key_found", { name: key.name, prefix: key.prefix })}
          </p>
          {may("api_keys:write") && (
            <Button variant="default" size="xs" onClick={() => setMaking(true)}>
              {t("keys.create")}
            </Button>
          )}
        </Step>
        <Step title={t("portal.step_call")} done={called}>
          <p>{t("portal.step_call_detail")}</p>
          <TextView text={`export SANGAM_API_KEY=sk_…\n${read}`} label={t("portal.step_call")} />
          {called && (
            <p className="quiet">
              {t("portal.last_used")} <Moment at={key?.last_used_at} />
            </p>
          )}
        </Step>
        <Step title={t("portal.step_write")} done={wrote}>
          <p>{t("portal.step_write_detail", { name })}</p>
          <TextView text={make} label={t("portal.step_write")} />
        </Step>
      </ol>
      <SandboxPanel />
      <section className={`surface ${classes["panel"]}`}>
        <h2>{t("portal.next")}</h2>
        <ul>
          <li>
            <Link to="/developers" className="link underlined">
              {t("portal.next_reference")}
            </Link>
          </li>
          <li>
            <a href="/docs/guides/sdks" className="link underlined">
              {t("portal.next_sdks")}
            </a>
          </li>
          <li>
            <Link to="/webhooks" className="link underlined">
              {t("portal.next_webhooks")}
            </Link>
          </li>
        </ul>
      </section>
      {making && <CreateApiKey onClose={() => setMaking(false)} />}
    </PortalPage>
  );
}
