import { useMutation, useQueryClient } from "@tanstack/react-query";

import { postOnce } from "@/api/client";

/** Starts the job that looks for them anew. */
export function useFindDuplicates(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postOnce("/api/v1/datasets/{slug}/near-duplicates/", { path: { slug } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
}
