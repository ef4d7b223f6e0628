import { useEffect } from "react";

import { reportHidden } from "../api/hidden";

/** Tells the server how long this page was hidden while an assignment lay on it. */
export function useHidden(assignment: number): void {
  useEffect(() => {
    let since: number | null = document.hidden ? Date.now() : null;
    const change = () => {
      // Only a measurement: without the network it is lost, and nobody is the worse for it.
      if (!document.hidden && since !== null)
        reportHidden(assignment, (Date.now() - since) / 1000).catch(() => undefined);
      since = document.hidden ? Date.now() : null;
    };
    document.addEventListener("visibilitychange", change);
    return () => document.removeEventListener("visibilitychange", change);
  }, [assignment]);
}
