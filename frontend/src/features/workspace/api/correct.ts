import { post, type Manner } from "@/api/client";
import type { Texts, Verdict } from "@/api/types";

import type { Stamp } from "./rate";

export interface Judgement extends Texts {
  verdict: Verdict;
  /** Why what the automatic checks doubt is right all the same. */
  override_reason: string;
}

export async function sendCorrection(
  assignment: number,
  judgement: Judgement & Stamp,
  manner?: Manner,
): Promise<void> {
  const path = { id: assignment };
  await post("/api/v1/assignments/{id}/correction/", { path, body: judgement }, manner);
}
