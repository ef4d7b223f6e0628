/** The browser's own store. Private windows may refuse it; then nothing is kept, nothing breaks. */

const PREFIX = "studio:";

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Kept in memory by the page that asked; only a reload loses it.
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
