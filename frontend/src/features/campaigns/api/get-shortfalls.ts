import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

/** What the campaign still lacks, by language; asked for when somebody looks. */
export function useShortfalls(id: number) {
  return useQuery({
    queryKey: ["campaigns", id, "shortfalls"],
    queryFn: () => get("/api/v1/campaigns/{id}/shortfalls/", { path: { id } }),
  });
}
