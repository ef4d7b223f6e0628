import { useMutation, useQueryClient } from "@tanstack/react-query";

import { postOnce } from "@/api/client";

export function useCheckStorage(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      postOnce("/api/v1/datasets/{slug}/jobs/", {
        path: { slug },
        body: { kind: "check-storage", parameters: {}, priority: 0 },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
}
