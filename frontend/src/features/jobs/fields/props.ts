import type { JobChoices } from "@/api/types";

import type { Choice } from "../choices";

/** What every field of the start form gets. */
export interface FieldProps {
  kind: string;
  choice: Choice;
  set: (change: Choice) => void;
  choices: JobChoices;
  /** What the server says against the field of this name, if anything. */
  problem: (name: string) => string | undefined;
}
