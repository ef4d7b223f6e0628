import { get, post } from "@/api/client";
import type { RatingSession } from "@/api/types";
import { thisTab } from "@/lib/tab";

import type { Desk } from "./next-assignment";

/** The session this person works on, or a new one; `takeOver` fetches it from another tab. */
export function startSession(desk: Desk, takeOver: boolean): Promise<RatingSession> {
  return post("/api/v1/work/sessions/", {
    body: { ...desk, device: thisTab(), take_over: takeOver },
  });
}

export function getSession(id: number): Promise<RatingSession> {
  return get("/api/v1/rating-sessions/{id}/", { path: { id } });
}

export function leaveSession(id: number): Promise<RatingSession> {
  return post("/api/v1/rating-sessions/{id}/leave/", { path: { id } });
}
