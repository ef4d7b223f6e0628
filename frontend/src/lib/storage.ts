/** The browser's own store. Private windows may refuse it; then nothing is kept, nothing breaks. */

const PREFIX = "studio:";

/** Says whether it is kept; where not, only the page that asked has it. */
export function remember(key: string, value: string): boolean {
  try {
    localStorage.setItem(PREFIX + key, value);
    return true;
  } catch {
    return false;
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}

/** A JSON object kept under `key`; what can't be read back counts as absent. */
export function recallObject(key: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(recall(key) ?? "null");
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The names of all that is kept whose name begins so, in order. */
export function remembered(prefix: string): string[] {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX + prefix));
    return names.map((name) => name.slice(PREFIX.length)).sort();
  } catch {
    return [];
  }
}

/** Tells of changes made by other tabs; returns what ends it. */
export function watchStorage(prefix: string, changed: () => void): () => void {
  const listener = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(PREFIX + prefix)) changed();
  };
  window.addEventListener("storage", listener);
  return () => window.removeEventListener("storage", listener);
}
