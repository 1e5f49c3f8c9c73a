import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { navigation } from "@/app/navigation";
import { usePreferences } from "@/app/preferences";

/** How long `g` waits for its second key. */
const sequenceMs = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** `/` search, `g` and a letter for each page, `n` new transfer, `?` help. */
export function useShortcuts(showHelp: () => void): void {
  const navigate = useNavigate();
  const { shortcuts } = usePreferences();
  useEffect(() => {
    if (!shortcuts) return;
    let waitsUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
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
      else if (event.key === "?") showHelp();
      else if (event.key === "n") void navigate({ to: "/transfers/new" });
      else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("input[data-search]");
        if (search !== null) {
          event.preventDefault();
          search.focus();
          search.select();
        }
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate, shortcuts, showHelp]);
}
