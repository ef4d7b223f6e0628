import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Models } from "@/api/types";

/** What the page shows, as its address says; "" is all of them, or what the server thinks usual. */
export const usual = {
  benchmark: "",
  base: "",
  judge: "",
  protocol: "",
  language: "",
  by: "system",
};
export type ModelFilter = typeof usual;

/** Scores are made by a sweep, some seconds after answers and judgements came in. */
const SWEEP_MS = 5_000;

/** Every system on every benchmark; asked for again while scores are to come. */
export function useModels(slug: string, filter: ModelFilter) {
  return useQuery({
    queryKey: ["datasets", slug, "benchmarks", "models", filter],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/models/", { path: { slug }, query: queryOf(filter) }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => isWaiting(state.data) && SWEEP_MS,
  });
}

const protocols = ["both", "single"] as const;
const bys = ["system", "language"] as const;

/** As the API takes it; what it doesn't know is left out. */
export function queryOf({ benchmark, base, judge, language, ...filter }: ModelFilter) {
  const protocol = protocols.find((one) => one === filter.protocol);
  return {
    ...(benchmark !== "" && { benchmark }),
    ...(base !== "" && { base }),
    ...(judge !== "" && { judge }),
    ...(language !== "" && { language }),
    ...(protocol !== undefined && { protocol }),
    by: bys.find((one) => one === filter.by) ?? bys[0],
  };
}

function isWaiting(told: Models | undefined): boolean {
  if (told === undefined) return false;
  const parts = [
    ...told.preferences.flatMap((one) => [one, one.people]),
    ...told.results.flatMap((one) => [one, one.differences ?? []].flat()),
  ];
  return parts.some(({ is_scored: isScored }) => !isScored);
}
