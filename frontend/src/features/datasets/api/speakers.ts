import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";

import { get, post } from "@/api/client";
import type { Engine } from "@/api/types";

const speakersQuery = queryOptions({
  queryKey: ["synthesizers"],
  queryFn: () => get("/api/v1/synthesizers/", {}),
  staleTime: Infinity,
});

/** The engines that speak. */
export function useSpeakers(): Engine[] {
  return useSuspenseQuery(speakersQuery).data;
}

/** Chooses for each language the engine of the paper's Table 2. */
export function useTable2(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post("/api/v1/datasets/{slug}/table-2-engines/", { path: { slug } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets"] }),
  });
}
