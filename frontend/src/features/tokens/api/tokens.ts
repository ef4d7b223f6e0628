import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get, post, remove } from "@/api/client";
import { paged } from "@/api/pages";
import type { Scope } from "@/api/types";

const tokensQuery = paged(["tokens"], (cursor) => get("/api/v1/tokens/", { query: { cursor } }));

/** How long a new token opens the door, and what for. */
const DAYS = 90;
const SCOPES: Scope[] = ["read_releases", "read_items"];

/** The person's tokens, newest first, page after page; revoked ones among them. */
export function useTokens() {
  return useSuspenseInfiniteQuery(tokensQuery);
}

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => post("/api/v1/tokens/", { body: { name, days: DAYS, scopes: SCOPES } }),
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
