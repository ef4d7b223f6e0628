import { post, type Manner } from "@/api/client";

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
}

export async function sendRating(
  assignment: number,
  scores: Scores & Stamp,
  manner?: Manner,
): Promise<void> {
  const path = { id: assignment };
  await post("/api/v1/assignments/{id}/rating/", { path, body: scores }, manner);
}
