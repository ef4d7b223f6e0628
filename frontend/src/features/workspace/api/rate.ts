import { post } from "@/api/client";

export interface Scores {
  naturalness: number;
  understood: number;
}

export async function sendRating(assignment: number, scores: Scores): Promise<void> {
  await post("/api/v1/assignments/{id}/rating/", { path: { id: assignment }, body: scores });
}
