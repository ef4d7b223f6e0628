import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";

import { get, post } from "@/api/client";
import { paged } from "@/api/pages";
import type { Texts } from "@/api/types";

const keyOf = (slug: string) => ["datasets", slug, "disputes"] as const;

/** Texts on which two natives disagree, oldest first. */
export function useDisputes(slug: string) {
  return useInfiniteQuery(
    paged(keyOf(slug), (cursor) =>
      get("/api/v1/datasets/{slug}/disputes/", { path: { slug }, query: { cursor } }),
    ),
  );
}

export interface Settlement extends Texts {
  verdict: "corrected" | "untranslatable";
  override_reason: string;
}

/** The last word. What it changes is the text, and the rates made of it. */
export function useSettle(slug: string, dispute: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Settlement) =>
      post("/api/v1/disputes/{id}/settlement/", { path: { id: dispute }, body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(slug) }),
        client.invalidateQueries({ queryKey: ["datasets", slug, "correction-statistics"] }),
      ]),
  });
}
