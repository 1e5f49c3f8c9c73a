import type { QueryValue } from "@/api/http";
import { ExtraWords } from "@/app/extra_words";
import { ColumnsMenu } from "./columns_menu";
import { ExportButton } from "./export_button";
import type { ListSettings } from "./list_settings";
import { ViewsMenu } from "./views_menu";

interface Props {
  name: string;
  settings: ListSettings;
  onSettings: (change: Partial<ListSettings>) => void;
  /** Those that may be hidden. */
  columns: { id: string; header: string }[];
  search?: Record<string, unknown> | undefined;
  onSearch?: ((search: Record<string, unknown>) => void) | undefined;
  source?: { path: string; filters: Record<string, QueryValue> } | undefined;
}

/** What every list has at the end of its filters: views, columns, export. */
export function ListTools(props: Props) {
  const { name, settings, onSettings, columns, search, onSearch, source } = props;
  return (
    <ExtraWords group="tools">
      {search !== undefined && onSearch !== undefined && (
        <ViewsMenu
          views={settings.views}
          search={search}
          onSearch={onSearch}
          onChange={(views) => onSettings({ views })}
        />
      )}
      <ColumnsMenu
        columns={columns}
        hidden={settings.hidden}
        onChange={(hidden) => onSettings({ hidden })}
      />
      {source !== undefined && <ExportButton name={name} {...source} />}
    </ExtraWords>
  );
}
