import { useSyncExternalStore } from "react";

/** A key made in this window. Only its memory has it, so that snippets can be filled in with it. */
let fresh: string | null = null;
const listeners = new Set<() => void>();

export function keepFreshToken(key: string | null): void {
  fresh = key;
  listeners.forEach((tell) => tell());
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function useFreshToken(): string | null {
  return useSyncExternalStore(listen, () => fresh);
}
