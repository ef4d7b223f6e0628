import { use } from "react";

import type { Assignment } from "@/api/types";

import { Dry } from "../dry";
import { newEntry } from "../outbox/entry";
import { useOutbox } from "../outbox/use-outbox";
import { useHidden } from "../use-hidden";

/** Tells the server how long this page was hidden while an assignment lay on it. */
export function useHiddenTime(assignment: Assignment): void {
  const dry = use(Dry);
  const outbox = useOutbox();
  useHidden((seconds) => {
    if (dry) return;
    const body = { events: [{ kind: "hidden" as const, seconds }] };
    void outbox.give(newEntry(assignment, { what: "playback", body }));
  });
}
