import { useCallback, useState } from "react";

import { forget, recall, recallObject, remember } from "./storage";

/** Names the draft that was retired last. */
const RETIRED = "retired-draft";

/**
 * State that survives a reload, kept under `key` until it is retired and another one after it:
 * so that undoing the last answer finds what was answered.
 *
 * `read` turns what was found in the store (it may be anything) into a value, or null.
 * The component must be keyed by `key`, so that another key starts anew.
 */
export function useDraft<T>(
  key: string,
  initial: T,
  read: (found: Record<string, unknown>) => T | null,
): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    const found = recallObject(key);
    return (found === null ? null : read(found)) ?? initial;
  });
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      remember(key, JSON.stringify(next));
    },
    [key],
  );
  const retire = useCallback(() => {
    const earlier = recall(RETIRED);
    if (earlier !== null && earlier !== key) forget(earlier);
    remember(RETIRED, key);
  }, [key]);
  return [value, keep, retire];
}
