import { Loader } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { Session } from "@/api/session";
import { useT } from "@/messages/use_t";
import { EntryLine } from "./entry_line";
import type { Entry } from "./entry";
import { rank } from "./rank";
import { useEntries } from "./use_entries";
import classes from "./palette.module.css";

interface Props {
  session: Session;
  search: string;
  onSearch: (search: string) => void;
  onChoose: (entry: Entry) => void;
}

/**
 * A search and what it finds, by the combobox pattern of ARIA: the focus stays in the field, the
 * arrows move what is chosen.
 */
export function EntryList({ session, search, onSearch, onChoose }: Props) {
  const t = useT();
  const id = useId();
  const { entries, searching } = useEntries(session, search);
  const groups = rank(entries, search);
  const lines = groups.flatMap((group) => group.lines);
  const [wanted, setWanted] = useState(0);
  const at = Math.min(wanted, lines.length - 1);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  // Also on the way back from a form.
  useEffect(() => field.current?.focus(), []);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at, search]);

  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 7, PageUp: -7 };
    const step = steps[event.key];
    if (step !== undefined && lines.length > 0) {
      event.preventDefault();
      // One step goes round; a leap stops at the end.
      setWanted(
        Math.abs(step) === 1
          ? (at + step + lines.length) % lines.length
          : Math.max(0, Math.min(lines.length - 1, at + step)),
      );
    } else if (event.key === "Enter") {
      event.preventDefault();
      const line = lines[at];
      if (line !== undefined) onChoose(line.entry);
    }
  };

  const lineId = (index: number) => `${id}-${index}`;
  return (
    <>
      <div className={classes["search"]}>
        <IconSearch size={17} aria-hidden="true" />
        <input
          ref={field}
          data-autofocus
          role="combobox"
          aria-label={t("palette.search")}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={at >= 0 ? lineId(at) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t("palette.search")}
          value={search}
          onChange={(event) => {
            onSearch(event.currentTarget.value);
            setWanted(0);
          }}
          onKeyDown={onKey}
        />
        {searching && search !== "" && <Loader size={14} aria-hidden="true" />}
      </div>
      <div
        id={id}
        ref={list}
        role="listbox"
        aria-label={t("palette.title")}
        className={classes["list"]}
      >
        {groups.map((group) => (
          <div key={group.kind} role="group" aria-label={t(`palette.${group.kind}`)}>
            <div className={classes["kind"]} aria-hidden="true">
              {t(`palette.${group.kind}`)}
            </div>
            {group.lines.map((line) => {
              const index = lines.indexOf(line);
              return (
                <EntryLine
                  key={line.entry.id}
                  id={lineId(index)}
                  line={line}
                  selected={index === at}
                  onPoint={() => setWanted(index)}
                  onChoose={() => onChoose(line.entry)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {lines.length === 0 && (
        <p className={classes["none"]} role="status">
          {searching ? t("common.searching") : t("palette.none", { search })}
        </p>
      )}
      <div className={classes["keys"]} aria-hidden="true">
        <span>↑↓ {t("palette.key_move")}</span>
        <span>↵ {t("palette.key_choose")}</span>
        <span>esc {t("palette.key_close")}</span>
      </div>
    </>
  );
}
