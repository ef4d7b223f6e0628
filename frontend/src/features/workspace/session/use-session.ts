import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/client";
import type { Assignment, RatingSession } from "@/api/types";

import type { Desk } from "../api/next-assignment";
import { startSession } from "../api/sessions";
import { undoLast } from "../api/undo";
import { onHand, putBack } from "../lib/hand";
import { useOutbox, useOutboxState } from "../outbox/use-outbox";
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
  const outbox = useOutbox();
  const outboxState = useOutboxState();
  const [answered, setAnswered] = useState<readonly number[]>([]);
  const [since] = useState(() => Date.now());
  const [secondsEach, setSecondsEach] = useState<number | null>(null);

  const undo = useMutation({
    mutationFn: async () => {
      const last = answered.at(-1) ?? null;
      return (await outbox.takeBack(desk.campaign, last)) ?? undoLast(desk.campaign, last);
    },
    onSuccess: (reopened) => {
      setAnswered(answered.filter((id) => id !== reopened.id));
      client.setQueryData<RatingSession>(
        key,
        (session) => session && { ...session, assignments: putBack(session.assignments, reopened) },
      );
    },
  });
  const advance = ({ id: done }: Assignment) => {
    undo.reset();
    setAnswered([...answered.filter((id) => id !== done), done]);
    setSecondsEach(Math.min((Date.now() - since) / 1000 / (answered.length + 1), LONGEST_PACE_S));
    void client.invalidateQueries({ queryKey: ["work"] });
  };
  const session = opened.data;
  const left = onHand(session?.assignments ?? [], answered, outboxState);
  const work: DeskWork = {
    current: session && (left[0] ?? null),
    ahead: left.slice(1),
    error: opened.error,
    retry: () => void opened.refetch(),
    offline: opened.fetchStatus === "paused",
    done: session === undefined ? 0 : session.clips - left.length,
    remaining: left.length,
    isLast: left.length === 1,
    secondsEach,
    advance,
    undo,
  };
  return { session, work, takeOver };
}
