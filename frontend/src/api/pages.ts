import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

import { cursorOf } from "./client";

interface Page<Row> {
  next?: string | null;
  results: Row[];
}

/**
 * A list that the API gives in pages: the query's data are the rows of all pages loaded so far.
 * `load` gets the cursor of the page; the first page's is the empty string.
 */
export function paged<Row>(queryKey: QueryKey, load: (cursor: string) => Promise<Page<Row>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
    select: ({ pages }) => pages.flatMap((page) => page.results),
  });
}

/** What a list's "show more" needs of its query. */
export interface MoreOf {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => Promise<unknown>;
}
