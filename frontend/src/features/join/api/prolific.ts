import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { get, post } from "@/api/client";
import { sessionQuery } from "@/api/session";
import type { ArrivalRequest } from "@/api/types";

import type { Part } from "../lib";

const LOOK_AGAIN_MS = 10_000;
export const SUBMISSIONS = ["submission"];

/** How the participant's part stands; the server finds out when it is over. */
export const submissionQuery = (part: Part) =>
  queryOptions({
    queryKey: [...SUBMISSIONS, part],
    queryFn: () => get("/api/v1/work/submission/", { query: part }),
    refetchInterval: ({ state }) => (state.data?.outcome ? false : LOOK_AGAIN_MS),
  });

export function useArrive() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ArrivalRequest) => post("/api/v1/prolific/arrivals/", { body }),
    onSuccess: ({ user }) => {
      client.removeQueries({ queryKey: SUBMISSIONS });
      client.setQueryData(sessionQuery.queryKey, { user });
    },
  });
}

export function useWithdraw(part: Part) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post("/api/v1/work/submission/withdraw/", { body: part }),
    onSuccess: (submission) => client.setQueryData(submissionQuery(part).queryKey, submission),
  });
}
