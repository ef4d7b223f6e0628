import type { JobChoices } from "@/api/types";

/** What a job that makes things again chooses among. */
export function madeBy(kind: string, choices: JobChoices): JobChoices["texts"] {
  return kind === "retranslate" ? choices.texts : choices.recordings;
}
