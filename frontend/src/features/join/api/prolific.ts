import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { get, post } from "@/api/client";
import { sessionQuery } from "@/api/session";
import type { ArrivalRequest } from "@/api/types";

const LOOK_AGAIN_MS = 10_000;

/** How the participant's part stands; the server finds out when it is over. */
export const submissionQuery = queryOptions({
  queryKey: ["submission"],
  queryFn: () => get("/api/v1/work/submission/", {}),
  refetchInterval: ({ state }) => (state.data?.outcome ? false : LOOK_AGAIN_MS),
});

export function useArrive() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ArrivalRequest) => post("/api/v1/prolific/arrivals/", { body }),
    onSuccess: ({ user }) => {
      client.removeQueries({ queryKey: submissionQuery.queryKey });
      client.setQueryData(sessionQuery.queryKey, { user });
    },
  });
}

export function useWithdraw() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post("/api/v1/work/submission/withdraw/", {}),
    onSuccess: (submission) => client.setQueryData(submissionQuery.queryKey, submission),
  });
}
