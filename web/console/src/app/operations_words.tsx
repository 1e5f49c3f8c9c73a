import { Outlet } from "@tanstack/react-router";
import { ExtraWords } from "./extra_words";

/** Gives the operations' pages their words beside those of the first load. */
export function OperationsWords() {
  return (
    <ExtraWords group="operations">
      <Outlet />
    </ExtraWords>
  );
}
