import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { useUser } from "@/api/session";
import type { Attention } from "@/api/types";

const NOTHING: Attention = { running: [], asking: [], jobs: [], campaigns: [], disputes: 0 };

export const attentionQuery = (slug: string, manages: boolean) =>
  queryOptions({
    queryKey: ["datasets", slug, "attention", manages],
    queryFn: () =>
      manages
        ? get("/api/v1/datasets/{slug}/attention/", { path: { slug } })
        : Promise.resolve(NOTHING),
    refetchInterval: 10_000,
  });

/** What won't go on by itself. Nothing for who couldn't mend it. */
export function useAttention(slug: string): Attention {
  const manages = useUser()?.role !== "researcher";
  return useSuspenseQuery(attentionQuery(slug, manages)).data;
}
