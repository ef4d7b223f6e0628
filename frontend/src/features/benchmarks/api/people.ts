import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { get, postOnce } from "@/api/client";
import type { NewPeopleCampaign } from "@/api/types";

import { SWEEP_MS } from "./get-board";

const people = (slug: string, id: number) => ["datasets", slug, "benchmarks", "people", id];

/** What people say of a comparison, and how far judges agree with them and each other. */
export function usePeople(slug: string, id: number) {
  return useQuery({
    queryKey: people(slug, id),
    queryFn: () => get("/api/v1/datasets/{slug}/comparisons/{id}/people/", { path: { slug, id } }),
    refetchInterval: ({ state }) => state.data?.is_scored === false && SWEEP_MS,
  });
}

/** Opens a campaign in which people choose between the two systems' answers. */
export function useAskPeople(slug: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPeopleCampaign) =>
      postOnce("/api/v1/datasets/{slug}/comparisons/{id}/people/", { path: { slug, id }, body }),
    onSuccess: () =>
      Promise.all(
        [people(slug, id), ["datasets", slug, "campaigns"]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
