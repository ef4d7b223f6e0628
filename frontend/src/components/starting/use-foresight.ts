import { keepPreviousData, type QueryKey, skipToken, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Manner } from "@/api/client";
import { isRefusal } from "@/lib/problems";
import { useSettled } from "@/lib/use-stable";

interface Foresight<Found> {
  /** What the order as it stands would do; undefined while that is not known. */
  found: Found | undefined;
  /** Why it can't be done, or why that is not known. */
  error: Error | null;
  /** Asks again, where no answer came that is about the order. */
  retry: (() => void) | undefined;
  /** Why it can't be started yet: nobody could read what it will do. */
  why: string | undefined;
}

/**
 * What starting would do, asked as the form is filled in. The server refuses what it would refuse
 * to start, so problems stand at their fields as one types. Null asks nothing: the form lacks something.
 *
 * Its key begins with its own word: a start changes lists, and waits for these to be read anew, but
 * not for what it would do if it were pressed again. It is kept for no other form.
 */
export function useForesight<Order, Found>(
  key: QueryKey,
  wish: Order | null,
  ask: (order: Order, manner: Manner) => Promise<Found>,
): Foresight<Found> {
  const { t } = useTranslation();
  const { order, settled } = useSettled(wish);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ["foresight", ...key, settled],
    queryFn: settled === null ? skipToken : ({ signal }) => ask(settled, { signal }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  const isThis = order !== null && settled === order && !isPlaceholderData;
  const problem = isThis ? error : null;
  const found = isThis && error === null ? data : undefined;
  const missed = problem !== null && !isRefusal(problem);
  const why = () => {
    if (missed) return t("starting.unforeseen");
    if (problem !== null) return t("starting.mend_first");
    return found === undefined ? t("jobs.estimating") : undefined;
  };
  return { found, error: problem, retry: missed ? () => void refetch() : undefined, why: why() };
}
