import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";

const QUIET_MS = 400;

/** Equal wishes are one: what is asked about must not change with every look at a form. */
export function useStable<T>(wish: T): T {
  const text = JSON.stringify(wish);
  return useMemo(() => JSON.parse(text) as T, [text]);
}

/** What a form orders now, and what it ordered when its fields were last at rest. */
export function useSettled<T>(wish: T): { order: T; settled: T } {
  const order = useStable(wish);
  const [settled] = useDebouncedValue(order, QUIET_MS);
  return { order, settled };
}
