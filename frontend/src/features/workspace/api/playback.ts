import { post, type Manner } from "@/api/client";
import type { PlaybackEvent } from "@/api/types";

export interface Playback {
  events: PlaybackEvent[];
}

/** Tells what the player did; "ended" opens the scale, if the server's clock agrees. */
export async function reportPlayback(
  assignment: number,
  playback: Playback,
  manner?: Manner,
): Promise<void> {
  const path = { id: assignment };
  await post("/api/v1/assignments/{id}/playback/", { path, body: playback }, manner);
}
