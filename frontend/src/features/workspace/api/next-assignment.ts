import { post } from "@/api/client";
import type { Assignment } from "@/api/types";

export interface Desk {
  campaign: number;
  language: string;
}

/**
 * Takes the next piece of work on lease; null when nothing waits. What the person holds comes
 * first; `after` names the piece on the desk, and asks for the one behind it.
 */
export function nextAssignment(desk: Desk, after: number | null): Promise<Assignment | null> {
  return post("/api/v1/work/next/", { body: { ...desk, after, device: "" } });
}
