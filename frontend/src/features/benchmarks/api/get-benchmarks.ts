import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { POLL_MS } from "@/lib/job-states";

import { useBenchmarkJobs } from "./get-jobs";

/** The dataset's benchmarks, the newest first; asked for again while one is being frozen. */
export function useBenchmarks(slug: string) {
  const freezing = useBenchmarkJobs(slug).some(({ kind }) => kind === "benchmark");
  return useQuery({
    queryKey: ["datasets", slug, "benchmarks"],
    queryFn: () => get("/api/v1/datasets/{slug}/benchmarks/", { path: { slug } }),
    refetchInterval: freezing && POLL_MS,
  });
}
