import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";

import type { Assignment } from "@/api/types";

import { nextAssignment, type Desk } from "./api/next-assignment";
import { undoLast } from "./api/undo";
import type { DeskWork } from "./parts/DeskFrame";
import { answersIn, onHand, putBack, waitingBeyond, type Handed } from "./lib/hand";
import { askFor } from "./outbox/asking";
import type { Entry } from "./outbox/entry";
import type { OutboxState } from "./outbox/outbox";
import { useOutbox, useOutboxState } from "./outbox/use-outbox";

// An assignment is taken once; asking again by itself would only renew or change it.
const once = { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false } as const;

/** On the desk and behind it. What is here can be worked on without the network. */
const ON_HAND = 4;
/** Slower than this per answer is a break, not a pace. */
const LONGEST_PACE_S = 120;

/**
 * The piece of work on the desk, and those after it, fetched while the first is worked on.
 *
 * Answers that wait for the network count as given: the server still holds their pieces for this
 * person, and must not hand them out again.
 */
export function useAssignments(desk: Desk): DeskWork {
  const client = useQueryClient();
  const outbox = useOutbox();
  const outboxState = useOutboxState();
  const [done, setDone] = useState<readonly number[]>([]);
  const [secondsEach, setSecondsEach] = useState<number | null>(null);
  const [began] = useState(() => Date.now());
  const key = ["assignment", desk.campaign, desk.language] as const;

  const unsent = answersIn(outboxState);
  const having = (handed: Handed | undefined) => [
    ...new Set([...unsent, ...onHand(handed?.pages ?? [], done, outboxState).map(({ id }) => id)]),
  ];
  const query = useInfiniteQuery<Assignment | null, Error, Handed, typeof key, number[]>({
    queryKey: key,
    queryFn: ({ pageParam }) => nextAssignment(desk, pageParam),
    initialPageParam: unsent,
    getNextPageParam: (_, pages, __, pageParams) => having({ pages, pageParams }),
    ...once,
  });
  const { data, error, fetchStatus, fetchNextPage } = query;
  const hand = onHand(data?.pages ?? [], done, outboxState);
  // Nothing waited when these were on hand; it is worth asking again only when they are fewer.
  const dry = data?.pages.at(-1) === null && same(data.pageParams.at(-1), having(data));
  // The answer that is on its way brings the next piece along, unless it takes too long.
  const comes = hand.length > 0 && !outboxState.stuck && isOnItsWay(desk, outboxState);
  const wanted = data !== undefined && hand.length < ON_HAND && !dry && !comes && error === null;
  useEffect(() => {
    if (wanted && fetchStatus === "idle") void fetchNextPage();
  }, [wanted, fetchStatus, fetchNextPage]);

  const havingBeside = useEffectEvent(({ assignment }: Entry) => {
    const here = assignment.campaign === desk.campaign && assignment.language === desk.language;
    const beside = having(data).filter((id) => id !== assignment.id);
    const enough = hand.filter(({ id }) => id !== assignment.id).length >= ON_HAND;
    return here && !enough && !dry && fetchStatus === "idle" ? beside : null;
  });
  const lay = useEffectEvent((next: Assignment, beside: number[]) => {
    client.setQueryData<Handed>(
      key,
      (old) => old && { pages: [...old.pages, next], pageParams: [...old.pageParams, beside] },
    );
  });
  useEffect(
    () => askFor({ having: (entry) => havingBeside(entry), lay: (...piece) => lay(...piece) }),
    [],
  );

  const undo = useMutation({
    mutationFn: async () => {
      const last = done.at(-1) ?? null;
      return (await outbox.takeBack(desk.campaign, last)) ?? undoLast(desk.campaign, last);
    },
    onSuccess: (reopened) => {
      setDone(done.filter((id) => id !== reopened.id));
      client.setQueryData<Handed>(key, ({ pages, pageParams } = { pages: [], pageParams: [] }) => {
        const laid = putBack<Assignment | null>(pages, reopened);
        return {
          pages: laid,
          pageParams: laid.length > pages.length ? [[], ...pageParams] : pageParams,
        };
      });
    },
  });
  const advance = (answered: Assignment) => {
    undo.reset();
    setDone([...done.filter((id) => id !== answered.id), answered.id]);
    setSecondsEach(Math.min((Date.now() - began) / 1000 / (done.length + 1), LONGEST_PACE_S));
    if (error !== null) void fetchNextPage();
    void client.invalidateQueries({ queryKey: ["work"] });
  };
  return {
    current: hand[0] ?? (dry ? null : undefined),
    ahead: hand.slice(1),
    remaining: hand.length + waitingBeyond(data),
    isLast: false,
    offline: fetchStatus === "paused",
    error: hand.length === 0 ? error : null,
    retry: () => void (data === undefined ? query.refetch() : fetchNextPage()),
    done: done.length,
    secondsEach,
    advance,
    undo,
  };
}

/** The first attempt at sending an answer of this desk that brings the next one, in this tab. */
function isOnItsWay(desk: Desk, { entries, under }: OutboxState): boolean {
  return entries.some(
    ({ key, step, assignment: { campaign, language } }) =>
      under.has(key) &&
      (step.what === "rating" || step.what === "preference") &&
      campaign === desk.campaign &&
      language === desk.language,
  );
}

function same(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return one?.length === other.length && one.every((id) => other.includes(id));
}
