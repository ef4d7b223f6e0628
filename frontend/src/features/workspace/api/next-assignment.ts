import { post } from "@/api/client";
import type { Assignment } from "@/api/types";

export interface Desk {
  campaign: number;
  language: string;
}

/**
 * Takes the next piece of work on lease; null when nothing waits, or the person holds as many as
 * one may. `having` names those the page has, or has answers to that are still on their way.
 */
export function nextAssignment(desk: Desk, having: number[]): Promise<Assignment | null> {
  return post("/api/v1/work/next/", { body: { ...desk, having, device: "" } });
}
