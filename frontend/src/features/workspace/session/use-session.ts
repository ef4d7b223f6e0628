import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/client";
import type { Assignment, RatingSession } from "@/api/types";

import type { Desk } from "../api/next-assignment";
import { startSession } from "../api/sessions";
import { undoLast } from "../api/undo";
import type { DeskWork } from "../parts/DeskFrame";

/** Slower than this per answer is a break, not a pace. */
const LONGEST_PACE_S = 120;

/** All clips of a session, from the one on the desk to the last: loaded once, worked off here. */
export function useSession(desk: Desk) {
  const client = useQueryClient();
  const key = ["session-desk", desk.campaign, desk.language] as const;
  const opened = useQuery({
    queryKey: key,
    queryFn: () => startSession(desk, false),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: (failures, error) => failures < 2 && !(error instanceof ApiError),
  });
  const takeOver = useMutation({
    mutationFn: () => startSession(desk, true),
    onSuccess: (session) => client.setQueryData(key, session),
  });
  const [pace, setPace] = useState(() => ({
    since: Date.now(),
    answered: 0,
    each: null as number | null,
  }));
  const change = (lay: (left: Assignment[]) => Assignment[]) =>
    client.setQueryData<RatingSession>(
      key,
      (session) => session && { ...session, assignments: lay(session.assignments) },
    );

  const undo = useMutation({
    mutationFn: () => undoLast(desk.campaign),
    onSuccess: (reopened) => {
      change((left) => [reopened, ...left.filter(({ id }) => id !== reopened.id)]);
    },
  });
  const advance = () => {
    undo.reset();
    change((left) => left.slice(1));
    const answered = pace.answered + 1;
    const each = Math.min((Date.now() - pace.since) / 1000 / answered, LONGEST_PACE_S);
    setPace({ ...pace, answered, each });
    void client.invalidateQueries({ queryKey: ["work"] });
  };
  const session = opened.data;
  const left = session?.assignments ?? [];
  const work: DeskWork = {
    current: { ...opened, data: session && (left[0] ?? null) },
    after: left[1] ?? null,
    done: session === undefined ? 0 : session.clips - left.length,
    remaining: left.length,
    secondsEach: pace.each,
    advance,
    undo,
  };
  return { session, work, takeOver };
}
