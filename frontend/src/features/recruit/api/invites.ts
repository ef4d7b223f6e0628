import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get, postOnce, remove } from "@/api/client";
import { paged } from "@/api/pages";
import type { NewInvite } from "@/api/types";

function invitesQuery(slug: string) {
  return paged(["datasets", slug, "invites"], (cursor) =>
    get("/api/v1/datasets/{slug}/invites/", { path: { slug }, query: { cursor } }),
  );
}

/** The dataset's invite links, newest first, page after page; spent ones among them. */
export function useInvites(slug: string) {
  return useSuspenseInfiniteQuery(invitesQuery(slug));
}

export function useCreateInvite(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewInvite) =>
      postOnce("/api/v1/datasets/{slug}/invites/", { path: { slug }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitesQuery(slug).queryKey }),
  });
}

export function useRevokeInvite(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => remove("/api/v1/invites/{id}/", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: invitesQuery(slug).queryKey }),
  });
}
