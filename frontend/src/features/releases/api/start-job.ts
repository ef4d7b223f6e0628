import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

/** Starts the job that makes a release, or files of one. */
export function useStart(slug: string, kind: "release" | "export") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (parameters: Record<string, unknown>) =>
      post("/api/v1/datasets/{slug}/jobs/", {
        path: { slug },
        body: { kind, parameters, priority: 0 },
      }),
    onSuccess: () =>
      Promise.all(
        ["jobs", "releases"].map((part) =>
          client.invalidateQueries({ queryKey: ["datasets", slug, part] }),
        ),
      ),
  });
}
