import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

import { everything } from "../filter";
import { useRates } from "./plots";

export interface Choice {
  value: string;
  label: string;
}

/** What the plots can be narrowed to: languages and engines that have answers, and all sources. */
export function useChoices(slug: string) {
  const sources = useQuery({
    queryKey: ["datasets", slug, "items", "choices"],
    queryFn: () => get("/api/v1/datasets/{slug}/items/choices/", { path: { slug } }),
  }).data?.sources;
  const campaigns = useQuery({
    queryKey: ["datasets", slug, "campaigns", "names"],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/campaigns/", { path: { slug }, query: { page_size: 500 } }),
  }).data?.results.filter(({ kind }) => kind === "correction");
  return {
    languages: groupsOf(useRates(slug, everything, "language")),
    engines: groupsOf(useRates(slug, everything, "engine")),
    sources: (sources ?? []).map(({ slug: value, name }): Choice => ({ value, label: name })),
    campaigns: (campaigns ?? []).map(({ id, name }): Choice => ({ value: `${id}`, label: name })),
  };
}

function groupsOf(rates: ReturnType<typeof useRates>): string[] {
  return (rates?.rows ?? []).map(({ group }) => group);
}
