import { post } from "@/api/client";
import type { Texts } from "@/api/types";

export interface Judgement extends Texts {
  verdict: "confirmed" | "corrected" | "untranslatable";
  /** Why what the automatic checks doubt is right all the same. */
  override_reason: string;
}

export async function sendCorrection(assignment: number, judgement: Judgement): Promise<void> {
  await post("/api/v1/assignments/{id}/correction/", { path: { id: assignment }, body: judgement });
}
