import { post } from "@/api/client";

export interface Listening {
  listened_s: number;
}

/** Tells the server how much of the clip was heard; it opens the scale only then. */
export async function reportHeard(assignment: number, listening: Listening): Promise<void> {
  await post("/api/v1/assignments/{id}/heard/", { path: { id: assignment }, body: listening });
}
