import { TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Schema, SchemaRoot } from "@/api/openapi";
import { useT } from "@/messages/use_t";
import classes from "./schema.module.css";
import { schemaRows, typeText, visibleRows, type SchemaRow } from "./schema_rows";

/** With more fields than these a search is worth its place. */
const searchFrom = 9;

interface Props {
  api: SchemaRoot;
  schema: Schema | undefined;
  /** Names it for screen readers: "Request", "Reply 200". */
  label: string;
}

function Name({ row, open, onToggle }: { row: SchemaRow; open: boolean; onToggle: () => void }) {
  const t = useT();
  const name = <code>{row.name}</code>;
  if (!row.nested) return <span className={classes["leaf"]}>{name}</span>;
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <button
      type="button"
      className={classes["opener"]}
      aria-expanded={open}
      aria-label={t("portal.fields_of", { name: row.path })}
      onClick={onToggle}
    >
      <Icon size={14} aria-hidden="true" />
      {name}
    </button>
  );
}

/** The fields of a schema, to open where there are more within, and to search. */
export function SchemaTable({ api, schema, label }: Props) {
  const t = useT();
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => schemaRows(api, schema), [api, schema]);
  const shown = useMemo(() => visibleRows(rows, open, search), [rows, open, search]);
  if (rows.length === 0) {
    return schema === undefined ? null : <p className="quiet">{typeText(api, schema)}</p>;
  }
  const searching = search.trim() !== "";
  const toggle = (path: string) => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  return (
    <>
      {rows.length >= searchFrom && (
        <TextInput
          size="xs"
          mb={6}
          maw={320}
          aria-label={t("portal.search_fields", { label })}
          placeholder={t("portal.search_fields", { label })}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 ? (
        <p className="quiet" role="status">
          {t("portal.no_field")}
        </p>
      ) : (
        <ul className={classes["rows"]} aria-label={label}>
          {shown.map((row) => (
            <li key={row.path} style={{ paddingInlineStart: row.depth * 18 }}>
              <div className={classes["head"]}>
                <Name
                  row={row}
                  open={searching || open.has(row.path)}
                  onToggle={() => toggle(row.path)}
                />
                <span className={classes["type"]}>{row.type}</span>
                {row.required && <span className={classes["needed"]}>{t("portal.required")}</span>}
              </div>
              {(row.description !== "" || row.rules.length > 0) && (
                <div className={classes["words"]}>
                  {row.description}
                  {row.rules.map((rule) => (
                    <code key={rule}>{rule}</code>
                  ))}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
