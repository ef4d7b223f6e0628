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
  | "connection"
  | "project"
  | "import"
  | "source"
  | "bench_loop"
  | "invite"
  | "study"
  | "token"
  | "training"
  | "system"
  | Named;

/** What is asked for by the name of the release or benchmark that it belongs to. */
type Named = "release" | "publication" | "export" | "benchmark" | "evaluation" | "comparison";

export interface Asked {
  of: Audited;
  /** Of one thing; else of all of them in the dataset. */
  id?: number;
  /** Of one release or benchmark. */
  name?: string;
}

/** Who changed what, the newest first. */
export function useHistory(slug: string, asked: Asked) {
  return useInfiniteQuery(
    paged<HistoryEvent>(["datasets", slug, "history", asked], (cursor) =>
      get("/api/v1/datasets/{slug}/history/", { path: { slug }, query: { ...asked, cursor } }),
    ),
  );
}
