import { useState } from "react";

/** The secret behind '#' in a mailed link; it leaves the address bar and the history. */
export function useMailedToken(): string {
  const [token] = useState(() => {
    const found = window.location.hash.slice(1);
    if (found !== "") window.history.replaceState(null, "", window.location.pathname);
    return found;
  });
  return token;
}
