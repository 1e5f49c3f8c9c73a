import { sortOf, text, type Raw } from "./search_values";

export interface TeamsSearch {
  q?: string | undefined;
  sort?: string | undefined;
}

export const teams = (raw: Raw): TeamsSearch => ({
  q: text(raw["q"]),
  sort: sortOf(raw["sort"], "name", "created_at"),
});

export const team = (raw: Raw): TeamsSearch => ({
  q: text(raw["q"]),
  sort: sortOf(raw["sort"], "name", "added_at"),
});
