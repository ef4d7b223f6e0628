import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

import { recall, remember } from "@/lib/storage";

import { actionFor, belongsToTarget, type KeyAction } from "./lib/keys";

const KEY = "shortcuts";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Single keys can be turned off: speech input and screen readers press them unasked. */
export function setShortcuts(enabled: boolean): void {
  remember(KEY, enabled ? "on" : "off");
  for (const listener of listeners) listener();
}

export function useShortcuts(): boolean {
  return useSyncExternalStore(subscribe, () => recall(KEY) !== "off");
}

/** Calls `act` for each shortcut that no focused control claims; it says whether it did anything. */
export function useKeys(act: (action: KeyAction) => boolean): void {
  const enabled = useShortcuts();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = actionFor(event);
    if (action === null || event.defaultPrevented || event.repeat) return;
    if (!belongsToTarget(action, event.target) && act(action)) event.preventDefault();
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, [enabled]);
}
