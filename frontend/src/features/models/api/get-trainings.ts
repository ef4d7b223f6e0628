import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

/** The newest trainings beside each other. */
export function useDrawnTrainings(slug: string) {
  return useQuery({
    queryKey: ["datasets", slug, "trainings", "drawn"],
    queryFn: () => get("/api/v1/datasets/{slug}/models/trainings/", { path: { slug } }),
  });
}
