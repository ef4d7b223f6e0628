import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";
import { sessionQuery } from "@/api/session";
import type { JoinRequest } from "@/api/types";

/** What an invite is for; a spoilt one is refused, and asking again would not help. */
export function useInvite(key: string) {
  return useQuery({
    queryKey: ["invite", key],
    queryFn: () => post("/api/v1/invites/open/", { body: { key } }),
    staleTime: Infinity,
    retry: false,
  });
}

/** Joins; the person is signed in from then on, but the page stays until they go on. */
export function useJoin() {
  return useMutation({
    mutationFn: (body: JoinRequest) => post("/api/v1/invites/join/", { body }),
  });
}

export function useReturn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => post("/api/v1/session/return/", { body: { key } }),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
}
