import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Training } from "@/api/types";
import { POLL_MS } from "@/lib/job-states";

import { isUnderWay } from "../states";

/** What a training told of its steps; asked for again while it goes on, and once when it ends. */
export function useCurves(slug: string, run: Training) {
  const live = isUnderWay(run);
  return useQuery({
    queryKey: ["datasets", slug, "trainings", run.id, "curves", live],
    queryFn: () => get("/api/v1/trainings/{id}/curves/", { path: { id: run.id } }),
    placeholderData: (before) => before,
    refetchInterval: live && 2 * POLL_MS,
  });
}
