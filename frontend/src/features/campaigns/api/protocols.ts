import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { get, postOnce } from "@/api/client";
import type { NewProtocol } from "@/api/types";

const key = (slug: string) => ["datasets", slug, "protocols"] as const;

/** The dataset's protocols, newest first: the first page of them, nobody has more. */
export function useProtocols(slug: string) {
  return useQuery({
    queryKey: key(slug),
    queryFn: () => get("/api/v1/datasets/{slug}/protocols/", { path: { slug } }),
  });
}

export function useCreateProtocol(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (protocol: NewProtocol) =>
      postOnce("/api/v1/datasets/{slug}/protocols/", { path: { slug }, body: protocol }),
    onSuccess: () => client.invalidateQueries({ queryKey: key(slug) }),
  });
}
