import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get, postOnce, remove } from "@/api/client";
import { paged } from "@/api/pages";
import type { NewToken } from "@/api/types";

const tokensQuery = paged(["tokens"], (cursor) => get("/api/v1/tokens/", { query: { cursor } }));

/** The person's tokens, newest first, page after page; revoked ones among them. */
export function useTokens() {
  return useSuspenseInfiniteQuery(tokensQuery);
}

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) => postOnce("/api/v1/tokens/", { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => remove("/api/v1/tokens/{id}/", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
}
