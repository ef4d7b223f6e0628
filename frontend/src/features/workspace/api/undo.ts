import { post } from "@/api/client";
import type { Assignment } from "@/api/types";

/** Reopens the last answer this person gave in the campaign. */
export function undoLast(campaign: number): Promise<Assignment> {
  return post("/api/v1/work/undo/", { body: { campaign } });
}
