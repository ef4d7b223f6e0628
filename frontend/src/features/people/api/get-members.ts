import { useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";

export function useMembers(slug: string) {
  return useInfiniteQuery({
    queryKey: ["datasets", slug, "members"],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/datasets/{slug}/members/", { path: { slug }, query: { cursor } }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
  });
}
