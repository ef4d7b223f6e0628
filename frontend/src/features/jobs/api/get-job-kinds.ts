import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { JobKind } from "@/api/types";
import { useServerWords } from "@/lib/server-words";

/** In the order of the road; a kind it does not name comes last. */
const ROAD = [
  "translate",
  "synthesize",
  "check",
  "listen",
  "regenerate",
  "retranslate",
  "draw-splits",
  "near-duplicates",
  "check-storage",
];

function byRoad(one: JobKind, other: JobKind): number {
  const place = ({ kind }: JobKind) => (ROAD.includes(kind) ? ROAD.indexOf(kind) : ROAD.length);
  return place(one) - place(other);
}

export const jobKindsQuery = queryOptions({
  queryKey: ["job-kinds"],
  queryFn: async () => (await get("/api/v1/job-kinds/", {})).toSorted(byRoad),
  staleTime: Infinity,
});

/** In the person's language. */
export function useJobKinds(): JobKind[] {
  const words = useServerWords();
  return useSuspenseQuery(jobKindsQuery).data.map((one) => ({
    ...one,
    title: words.job(one.kind, one.title),
    description: words.jobMeans(one.kind, one.description),
  }));
}
