import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";

import { get, post, remove } from "@/api/client";
import type { Token } from "@/api/types";

const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: async () => (await get("/api/v1/tokens/", {})).results,
});

/** How long a new token opens the door. */
const DAYS = 90;

/** The person's tokens that still open something. */
export function useTokens(): Token[] {
  return useSuspenseQuery(tokensQuery).data.filter(({ revoked_at }) => revoked_at === null);
}

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => post("/api/v1/tokens/", { body: { name, days: DAYS } }),
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
