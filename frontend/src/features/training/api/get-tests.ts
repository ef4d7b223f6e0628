import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

/** Names of benchmarks that a checkpoint can be tested on, and who may judge its answers. */
export function useTests(slug: string) {
  const benchmarks = useQuery({
    queryKey: ["datasets", slug, "benchmarks"],
    queryFn: () => get("/api/v1/datasets/{slug}/benchmarks/", { path: { slug } }),
  });
  const choices = useQuery({
    queryKey: ["datasets", slug, "releases", "evaluation-choices"],
    queryFn: () => get("/api/v1/datasets/{slug}/evaluation-choices/", { path: { slug } }),
  });
  return {
    benchmarks: (benchmarks.data ?? []).map(({ name }) => name),
    judges: (choices.data?.chat_models ?? []).filter(({ problem }) => problem === ""),
  };
}
