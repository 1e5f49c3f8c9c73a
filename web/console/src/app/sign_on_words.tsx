import { Outlet } from "@tanstack/react-router";
import { ExtraWords } from "./extra_words";

/** Gives the pages of sign-on their words beside those of the first load. */
export function SignOnWords() {
  return (
    <ExtraWords group="sign_on">
      <Outlet />
    </ExtraWords>
  );
}
