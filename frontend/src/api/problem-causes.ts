import type { ProblemCause } from "./types";

/** In the order in which raters are asked. */
export const problemCauses: ProblemCause[] = [
  "pronunciation",
  "prosody",
  "audio",
  "translation",
  "source_text",
];
