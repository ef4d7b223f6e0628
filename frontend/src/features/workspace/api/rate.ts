import { post, type Manner } from "@/api/client";
import type { Assignment, PlaybackEvent } from "@/api/types";

export interface Scores {
  naturalness: number;
  understood: number;
}

/** What the browser says of every answer beside the answer. */
export interface Stamp {
  /** Sent twice, it counts once. */
  key: string;
  /** Seconds spent on it; it may come late. */
  took_s: number;
  /** What the player did; a clip counts as heard once it ended, if the server's clock agrees. */
  playback: PlaybackEvent[];
}

/**
 * Sends scores. With `having`, the assignments that the page has beside this one, the next behind
 * them comes back; null where it wasn't asked for or there is none now.
 */
export async function sendRating(
  assignment: number,
  scores: Scores & Stamp,
  having: number[] | null,
  manner?: Manner,
): Promise<Assignment | null> {
  const path = { id: assignment };
  const body = { ...scores, next: having && { having, device: "" } };
  return (await post("/api/v1/assignments/{id}/rating/", { path, body }, manner)).next;
}
