import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";

import { get, post, remove } from "./client";
import type { User } from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => get("/api/v1/session/", {}),
  staleTime: Infinity,
});

/** Who is logged in, or null. */
export function useUser(): User | null {
  return useSuspenseQuery(sessionQuery).data.user;
}

export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { username: string; password: string }) =>
      post("/api/v1/session/", { body: credentials }),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
}

export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove("/api/v1/session/", {}),
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, { user: null });
      // What one person saw must not be there for the next.
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
      });
    },
  });
}
