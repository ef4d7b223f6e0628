import type { Assignment } from "@/api/types";

import type { Fate } from "./deliver";
import type { Entry } from "./entry";

/** A desk that wants more work: an answer to one of its pieces asks for the next one, too. */
export interface Asker {
  /** The assignments it has beside this one; null where it wants nothing now. */
  having: (entry: Entry) => number[] | null;
  lay: (next: Assignment, having: number[]) => void;
}

/** The desk that is open in this tab. */
let open: Asker | null = null;

/** Asks with each answer that is sent from here, until the function that comes back is called. */
export function askFor(asker: Asker): () => void {
  open = asker;
  return () => {
    if (open === asker) open = null;
  };
}

/** Delivers an entry, and lays what came back with it on the desk that asked. */
export async function deliverAsking(
  entry: Entry,
  deliver: (entry: Entry, having: number[] | null) => Promise<Fate>,
): Promise<Fate> {
  const asker = open;
  const having = asker?.having(entry) ?? null;
  const fate = await deliver(entry, having);
  if (fate.is === "arrived" && having && fate.next) asker?.lay(fate.next, having);
  return fate;
}
