import { useMutation } from "@tanstack/react-query";

import { get } from "@/api/client";

export interface PlanWish {
  width: number;
  raters: number;
  items: number;
}

/** Asked for with a button, so it is no query that runs by itself. */
export function usePlan(slug: string) {
  return useMutation({
    mutationFn: (wish: PlanWish) =>
      get("/api/v1/datasets/{slug}/statistics/plan/", { path: { slug }, query: { ...wish } }),
  });
}
