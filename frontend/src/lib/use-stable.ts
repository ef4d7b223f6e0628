import { useMemo } from "react";

/** Equal wishes are one: what is asked about must not change with every look at a form. */
export function useStable<T>(wish: T): T {
  const text = JSON.stringify(wish);
  return useMemo(() => JSON.parse(text) as T, [text]);
}
