import { post } from "@/api/client";
import type { PlaybackEvent } from "@/api/types";

/** Tells what the player did; "ended" opens the scale, if the server's clock agrees. */
export async function reportPlayback(assignment: number, events: PlaybackEvent[]): Promise<void> {
  await post("/api/v1/assignments/{id}/playback/", { path: { id: assignment }, body: { events } });
}
