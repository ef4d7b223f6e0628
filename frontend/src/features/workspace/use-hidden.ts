import { useEffect, useEffectEvent } from "react";

/** Calls `onBack` each time the page is seen again, with how many seconds it was not. */
export function useHidden(onBack: (seconds: number) => void): void {
  const back = useEffectEvent(onBack);
  useEffect(() => {
    let since: number | null = document.hidden ? Date.now() : null;
    const change = () => {
      if (!document.hidden && since !== null) back((Date.now() - since) / 1000);
      since = document.hidden ? Date.now() : null;
    };
    document.addEventListener("visibilitychange", change);
    return () => document.removeEventListener("visibilitychange", change);
  }, []);
}
