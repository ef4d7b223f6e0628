import { useMutation, useSuspenseInfiniteQuery, useQueryClient } from "@tanstack/react-query";

import { get, post, postOnce } from "@/api/client";
import { paged } from "@/api/pages";
import type { NewBenchLoop } from "@/api/types";
import { useForesight } from "@/components/starting/use-foresight";

const loops = (slug: string) => ["datasets", slug, "bench-loops"] as const;
const LOOK_AGAIN_MS = 10_000;

/** Newest first; they go on while one looks. */
export function useBenchLoops(slug: string) {
  return useSuspenseInfiniteQuery({
    ...paged(loops(slug), (cursor) =>
      get("/api/v1/datasets/{slug}/bench-loops/", { path: { slug }, query: { cursor } }),
    ),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useStartBenchLoop(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewBenchLoop) =>
      postOnce("/api/v1/datasets/{slug}/bench-loops/", { path: { slug }, body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: loops(slug) }),
        client.invalidateQueries({ queryKey: ["datasets", slug, "campaigns"] }),
      ]),
  });
}

/** What a loop would ask, by language; null asks nothing. */
export function useForeseenLoop(slug: string, wish: NewBenchLoop | null) {
  return useForesight(["bench-loop", slug], wish, (body, manner) =>
    post("/api/v1/datasets/{slug}/bench-loops/estimate/", { path: { slug }, body }, manner),
  );
}

/** Voices corrected questions that have no recording, also those whose voicing failed. */
export function useVoiceAgain(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => postOnce("/api/v1/bench-loops/{id}/voice/", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: loops(slug) }),
  });
}
