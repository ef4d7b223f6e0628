import { useEffect } from "react";

import { reportPlayback } from "../api/playback";

/** Tells the server how long this page was hidden while an assignment lay on it. */
export function useHidden(assignment: number): void {
  useEffect(() => {
    let since: number | null = document.hidden ? Date.now() : null;
    const change = () => {
      // Only a measurement: without the network it is lost, and nobody is the worse for it.
      if (!document.hidden && since !== null) {
        const seconds = (Date.now() - since) / 1000;
        reportPlayback(assignment, [{ kind: "hidden", seconds }]).catch(() => undefined);
      }
      since = document.hidden ? Date.now() : null;
    };
    document.addEventListener("visibilitychange", change);
    return () => document.removeEventListener("visibilitychange", change);
  }, [assignment]);
}
