import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

/** What the paper prints; it will not change. */
export function usePrinted() {
  return useQuery({
    queryKey: ["printed-results"],
    queryFn: () => get("/api/v1/printed-results/", {}),
    staleTime: Infinity,
  });
}
