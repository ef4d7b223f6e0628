import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

/** What raters reported, by language and cause; asked for when somebody looks. */
export function useProblems(id: number) {
  return useQuery({
    queryKey: ["campaigns", id, "problems"],
    queryFn: () => get("/api/v1/campaigns/{id}/problems/", { path: { id } }),
  });
}
