import { Button, Menu, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconDownload } from "@tabler/icons-react";
import { accountsPath, statementPages } from "@/api/accounts";
import { apiBase, pathWith } from "@/api/http";
import type { AccountSearch } from "@/app/search_params";
import { EmptyState } from "@/components/empty_state";
import { PagedTable } from "@/components/paged_table";
import { useT } from "@/messages/use_t";
import { dayEnd, dayStart } from "./range_start";
import { statementColumns } from "./statement_columns";

interface Props {
  account: string;
  search: AccountSearch;
  onChange: (change: AccountSearch) => void;
}

/** Every movement of the account with the balance after it; newest first unless turned. */
export function Statement({ account, search, onChange }: Props) {
  const t = useT();
  const days = { from: dayStart(search.from), to: dayEnd(search.to) };
  const sort = search.sort ?? "-timestamp";
  const query = useInfiniteQuery(statementPages(account, { ...days, sort }));
  const file = (kind: string) =>
    pathWith(`${apiBase}${accountsPath}/${account}/statement.${kind}`, days);
  const filtered = search.from !== undefined || search.to !== undefined;
  return (
    <section>
      <Title order={2} mt="lg" mb="xs">
        {t("statement.title")}
      </Title>
      <PagedTable
        label={t("statement.title")}
        query={query}
        columns={statementColumns(t)}
        rowKey={(line) => line.transfer}
        name="statement"
        filters={
          <>
            <TextInput
              type="date"
              aria-label={t("common.from")}
              leftSection={t("common.from")}
              leftSectionWidth={52}
              value={search.from ?? ""}
              onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
            />
            <TextInput
              type="date"
              aria-label={t("common.to")}
              leftSection={t("common.to")}
              leftSectionWidth={52}
              value={search.to ?? ""}
              onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
            />
          </>
        }
        tools={<StatementExport file={file} />}
        sort={sort}
        onSort={(wanted) => onChange({ sort: wanted === "timestamp" ? wanted : undefined })}
        empty={
          filtered ? (
            <EmptyState
              title={t("statement.none_match")}
              action={
                <Button
                  variant="default"
                  onClick={() => onChange({ from: undefined, to: undefined })}
                >
                  {t("common.clear_filters")}
                </Button>
              }
            />
          ) : (
            <EmptyState
              title={t("statement.empty_title")}
              detail={t("statement.empty_detail")}
              action={
                <Button
                  renderRoot={(props) => (
                    <Link to="/transfers/new" search={{ debit: account }} {...props} />
                  )}
                >
                  {t("transfers.new")}
                </Button>
              }
            />
          )
        }
      />
    </section>
  );
}

/** The whole statement, not only the lines that are shown. */
function StatementExport({ file }: { file: (kind: string) => string }) {
  const t = useT();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={15} />}>
          {t("common.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file("csv")} download>
          {t("common.as_csv")}
        </Menu.Item>
        <Menu.Item component="a" href={file("ndjson")} download>
          {t("common.as_ndjson")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
