import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Work } from "@/api/types";

export const workQuery = queryOptions({
  queryKey: ["work"],
  queryFn: () => get("/api/v1/work/", {}),
});

/** What waits for this person, by campaign and language. */
export function useWork(): Work[] {
  return useSuspenseQuery(workQuery).data;
}
