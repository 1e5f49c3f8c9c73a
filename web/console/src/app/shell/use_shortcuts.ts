import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { navigation } from "@/app/navigation";
import { usePreferences } from "@/app/preferences";
import { isCommand } from "./command_key";

/** How long `g` waits for its second key. */
const sequenceMs = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Puts the focus into the page's search, if it has one. */
function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>("input[data-search]");
  if (search === null) return;
  event.preventDefault();
  search.focus();
  search.select();
}

/**
 * `/` search, `g` and a letter for each page, `n` new transfer, `?` help: single keys, which can be
 * turned off. Ctrl-K (or Command-K), for anything, cannot: nobody presses it unawares.
 */
export function useShortcuts(show: (what: "help" | "palette") => void): void {
  const navigate = useNavigate();
  const { shortcuts } = usePreferences();
  useEffect(() => {
    let waitsUntil = 0;
    const onSingleKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.timeStamp < waitsUntil) {
        waitsUntil = 0;
        const item = navigation.flatMap((group) => group.items).find((i) => i.key === event.key);
        if (item !== undefined) {
          event.preventDefault();
          void navigate({ to: item.to });
          return;
        }
      }
      if (event.key === "g") waitsUntil = event.timeStamp + sequenceMs;
      else if (event.key === "?") show("help");
      else if (event.key === "n") void navigate({ to: "/transfers/new" });
      else if (event.key === "/") focusSearch(event);
    };
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('[role="dialog"]') !== null) return;
      if (isCommand(event) && !event.shiftKey && !event.altKey && event.key === "k") {
        event.preventDefault();
        show("palette");
      } else if (shortcuts) onSingleKey(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate, shortcuts, show]);
}
