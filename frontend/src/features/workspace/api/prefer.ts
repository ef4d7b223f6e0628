import { post, type Manner } from "@/api/client";
import type { Assignment, ShownChoice } from "@/api/types";

import type { Stamp } from "./rate";

/** Which of the two answers is the better one, as they stand on the page. */
export interface Preference {
  choice: ShownChoice;
}

/** Sends a choice; the rest as for `sendRating`. */
export async function sendPreference(
  assignment: number,
  preference: Preference & Stamp,
  having: number[] | null,
  manner?: Manner,
): Promise<Assignment | null> {
  const path = { id: assignment };
  const body = { ...preference, next: having && { having, device: "" } };
  return (await post("/api/v1/assignments/{id}/preference/", { path, body }, manner)).next;
}
