import { Outlet } from "@tanstack/react-router";
import { ExtraWords } from "./extra_words";

/** Gives the directory's pages their words, and those of members, beside the first load's. */
export function DirectoryWords() {
  return (
    <ExtraWords group="identity">
      <ExtraWords group="directory">
        <Outlet />
      </ExtraWords>
    </ExtraWords>
  );
}
