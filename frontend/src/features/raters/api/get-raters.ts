import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Raters } from "@/api/types";

const ratersQuery = (slug: string, language: string, rater: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "raters", language, rater],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/raters/", {
        path: { slug },
        query: {
          ...(language !== "" && { language }),
          ...(/^\d+$/.test(rater) && { rater: Number(rater) }),
        },
      }),
  });

/** How raters work and vote; empty means all of them. */
export function useRaters(slug: string, language = "", rater = ""): Raters {
  return useSuspenseQuery(ratersQuery(slug, language, rater)).data;
}
