import { Outlet } from "@tanstack/react-router";
import { ExtraWords } from "./extra_words";

/** Gives the portal its words, and those of JSON fields, beside the first load's. */
export function PortalWords() {
  return (
    <ExtraWords group="operations">
      <ExtraWords group="portal">
        <Outlet />
      </ExtraWords>
    </ExtraWords>
  );
}
