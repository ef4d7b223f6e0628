import { useMutation, useQueryClient } from "@tanstack/react-query";

import { patch } from "@/api/client";

/** Opens a release to readers without a token, or closes it to them. */
export function useOpenRelease(slug: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isPublic: boolean) =>
      patch("/api/v1/datasets/{slug}/releases/{name}/", {
        path: { slug, name },
        body: { public: isPublic },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ["datasets", slug, "releases"] }),
  });
}
