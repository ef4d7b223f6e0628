import { useMutation, useQueryClient } from "@tanstack/react-query";

import { postOnce } from "@/api/client";
import type { NewSystem } from "@/api/types";

export function useAddSystem(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSystem) =>
      postOnce("/api/v1/datasets/{slug}/systems/", { path: { slug }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "systems"] }),
  });
}
