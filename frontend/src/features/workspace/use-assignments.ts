import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { Assignment } from "@/api/types";

import { nextAssignment, type Desk } from "./api/next-assignment";
import { undoLast } from "./api/undo";

// An assignment is taken once; asking again by itself would only renew or change it.
const once = { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false } as const;

/** Slower than this per answer is a break, not a pace. */
const LONGEST_PACE_S = 120;

/**
 * The piece of work on the desk, and the one after it, fetched while the first is worked on.
 *
 * `current` is undefined while it is on its way and null when nothing waits.
 */
export function useAssignments(desk: Desk) {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const [secondsEach, setSecondsEach] = useState<number | null>(null);
  const [began] = useState(() => Date.now());
  const key = ["assignment", desk.campaign, desk.language] as const;
  const afterKey = (current: Assignment | null) => [...key, "after", current?.id ?? null] as const;

  const current = useQuery({ queryKey: key, queryFn: () => nextAssignment(desk, null), ...once });
  const held = current.data ?? null;
  const upcoming = useQuery({
    queryKey: afterKey(held),
    queryFn: () => nextAssignment(desk, held?.id ?? null),
    enabled: held !== null,
    retry: false,
    ...once,
  });
  const after = upcoming.data ?? null;

  const undo = useMutation({
    mutationFn: () => undoLast(desk.campaign),
    onSuccess: (reopened) => {
      setDone((count) => Math.max(0, count - 1));
      client.setQueryData(afterKey(reopened), held && { ...held, remaining: held.remaining + 1 });
      client.setQueryData(key, reopened);
    },
  });
  const advance = () => {
    undo.reset();
    setDone(done + 1);
    setSecondsEach(Math.min((Date.now() - began) / 1000 / (done + 1), LONGEST_PACE_S));
    if (after === null) void client.resetQueries({ queryKey: key, exact: true });
    // It was counted while the piece just answered still waited.
    else client.setQueryData(key, { ...after, remaining: after.remaining - 1 });
    void client.invalidateQueries({ queryKey: ["work"] });
  };
  return { current, after, done, remaining: held?.remaining ?? 0, secondsEach, advance, undo };
}
