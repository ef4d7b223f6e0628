import { post, type Manner } from "@/api/client";
import type { PlaybackEvent } from "@/api/types";

export const skipReasons = [
  "audio_broken",
  "not_my_language",
  "offensive",
  "unclear",
  "other",
] as const;

export type SkipReason = (typeof skipReasons)[number];

export interface Skip {
  reason: SkipReason;
  note: string;
}

export async function skipAssignment(
  assignment: number,
  skip: Skip & { playback: PlaybackEvent[] },
  manner?: Manner,
): Promise<void> {
  await post("/api/v1/assignments/{id}/skip/", { path: { id: assignment }, body: skip }, manner);
}
