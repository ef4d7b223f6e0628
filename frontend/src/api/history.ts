import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "./client";
import { paged } from "./pages";
import type { HistoryEvent } from "./types";

/** What has a history that managers look at. */
export type Audited =
  | "dataset"
  | "member"
  | "person"
  | "job"
  | "voice"
  | "campaign"
  | "protocol"
  | "publication"
  | "connection";

/** Who changed what, the newest first: of one thing, or of all of a kind in the dataset. */
export function useHistory(slug: string, of: Audited, id: number | undefined) {
  return useInfiniteQuery(
    paged<HistoryEvent>(["datasets", slug, "history", of, id ?? 0], (cursor) =>
      get("/api/v1/datasets/{slug}/history/", {
        path: { slug },
        query: { of, cursor, ...(id !== undefined && { id }) },
      }),
    ),
  );
}
