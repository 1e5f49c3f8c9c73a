const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The key that makes a command of another one, as this machine's keyboard names it. */
export const commandKey = apple ? "⌘" : "Ctrl";

/** Whether that key is held. */
export function isCommand(event: Pick<KeyboardEvent, "ctrlKey" | "metaKey">): boolean {
  return apple ? event.metaKey : event.ctrlKey;
}
