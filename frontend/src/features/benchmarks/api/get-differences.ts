import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

import { SWEEP_MS } from "./get-board";

/** How far two systems' scores differ; asked for again until the sweep has found it. */
export function useDifferences(slug: string, name: string, system: string, baseline: string) {
  return useQuery({
    queryKey: ["datasets", slug, "benchmarks", "differences", name, system, baseline],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/benchmarks/{name}/differences/", {
        path: { slug, name },
        query: { system, baseline },
      }),
    refetchInterval: ({ state }) => state.data?.is_scored === false && SWEEP_MS,
  });
}
