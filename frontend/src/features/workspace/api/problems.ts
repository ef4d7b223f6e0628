import { get, post } from "@/api/client";
import type { Problem } from "@/api/types";

/** The words of a clip that was answered; null where none can be shown. */
export async function getClipText(assignment: number): Promise<string | null> {
  return (await get("/api/v1/assignments/{id}/problems/", { path: { id: assignment } })).text;
}

export async function reportProblem(assignment: number, problem: Problem): Promise<void> {
  await post("/api/v1/assignments/{id}/problems/", { path: { id: assignment }, body: problem });
}
