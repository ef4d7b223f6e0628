import { post } from "@/api/client";

/** Tells how long the page was out of sight, so that nobody's break counts as work. */
export async function reportHidden(assignment: number, seconds: number): Promise<void> {
  const body = { events: [{ kind: "hidden" as const, seconds }] };
  await post("/api/v1/assignments/{id}/playback/", { path: { id: assignment }, body });
}
