import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Leaderboard } from "@/api/types";
import { POLL_MS } from "@/lib/job-states";

/** Scores are made by a sweep, some seconds after answers and judgements came in. */
export const SWEEP_MS = 5_000;

/** A benchmark with its systems and comparisons; asked for again while something is to come. */
export function useBoard(slug: string, name: string, runs: boolean) {
  return useQuery({
    queryKey: ["datasets", slug, "benchmarks", name],
    queryFn: () => get("/api/v1/datasets/{slug}/benchmarks/{name}/", { path: { slug, name } }),
    refetchInterval: ({ state }) => (runs ? POLL_MS : awaitsScores(state.data) && SWEEP_MS),
  });
}

function awaitsScores(board: Leaderboard | undefined): boolean {
  if (board === undefined) return false;
  return [...board.systems, ...board.comparisons].some(({ is_scored }) => !is_scored);
}
