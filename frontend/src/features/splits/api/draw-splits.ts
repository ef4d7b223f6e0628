import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { get, postOnce } from "@/api/client";
import { isOpen, POLL_MS } from "@/lib/job-states";

/** Starts the job that draws the splits, and watches it until everything is in its place. */
export function useDrawSplits(slug: string) {
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: () => postOnce("/api/v1/datasets/{slug}/splits/", { path: { slug } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
  const id = ask.data?.id ?? 0;
  const { data: job = ask.data } = useQuery({
    queryKey: ["datasets", slug, "jobs", id],
    queryFn: () => get("/api/v1/jobs/{id}/", { path: { id } }),
    enabled: ask.isSuccess,
    refetchInterval: ({ state }) =>
      state.data === undefined || isOpen(state.data) ? POLL_MS : false,
  });
  const drawn = job?.state === "succeeded";
  useEffect(() => {
    if (drawn) void client.invalidateQueries({ queryKey: ["datasets", slug] });
  }, [client, slug, drawn]);
  return { ask, job };
}
