import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

export function useAddMembers(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (usernames: string[]) =>
      post("/api/v1/datasets/{slug}/members/", { path: { slug }, body: { usernames } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "members"] }),
  });
}
