import { post } from "@/api/client";
import type { Assignment } from "@/api/types";

/**
 * Reopens the last answer this person gave in the campaign. Where the page knows to which
 * assignment it was, it says so: then asking twice takes back one.
 */
export function undoLast(campaign: number, assignment: number | null): Promise<Assignment> {
  return post("/api/v1/work/undo/", { body: { campaign, assignment } });
}
