import { useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { TrainingDetail } from "@/api/types";
import { POLL_MS, QUIET_MS } from "@/lib/job-states";

import { awaitsTest, isUnderWay } from "../states";

/** Tests are started by a sweep, some seconds after the last checkpoint was kept. */
const SWEEP_MS = 5_000;

/** Lies under the dataset's trainings, so that what changes one refreshes both. */
export function useTraining(slug: string, id: number): TrainingDetail {
  return useSuspenseQuery({
    queryKey: ["datasets", slug, "trainings", id],
    queryFn: () => get("/api/v1/trainings/{id}/", { path: { id } }),
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined) return false;
      if (isUnderWay(data)) return POLL_MS;
      return awaitsTest(data) ? SWEEP_MS : QUIET_MS;
    },
  }).data;
}
