import type { Assignment } from "@/api/types";

import { isPending } from "../outbox/entry";
import type { OutboxState } from "../outbox/outbox";

/** What the server handed out, in order, and which ones the page had when it asked for each. */
export interface Handed {
  pages: (Assignment | null)[];
  pageParams: number[][];
}

/** The server holds the piece still: the clip must be heard again. */
const REOPENS = ["not_heard_yet", "listened_too_short"];

/** The assignments whose answers are on their way, in whichever tab they were given. */
export function answersIn({ entries }: OutboxState): number[] {
  const answers = entries.filter(isPending);
  return [...new Set(answers.map(({ assignment }) => assignment.id))];
}

/** What is left to do of what was handed out. What comes back, comes behind the piece on the desk. */
export function onHand(
  handed: readonly (Assignment | null)[],
  done: readonly number[],
  outbox: OutboxState,
): Assignment[] {
  // While the first attempt is under way, its giver may be waiting for the server's word.
  const settled = outbox.entries.filter(({ key }) => !outbox.under.has(key));
  const unsent = answersIn({ ...outbox, entries: settled });
  const back = outbox.entries
    .filter(({ refusal }) => refusal !== null && REOPENS.includes(refusal.code))
    .map(({ assignment }) => assignment.id);
  const left = latest(handed).filter(
    ({ id }) => !unsent.includes(id) && (!done.includes(id) || back.includes(id)),
  );
  const isBack = ({ id }: Assignment) => back.includes(id);
  return [...left.filter((one) => !isBack(one)), ...left.filter(isBack)];
}

/** Each once, at the place where it came first, as it was handed out last. */
function latest(pages: readonly (Assignment | null)[]): Assignment[] {
  const byId = new Map<number, Assignment>();
  for (const page of pages) if (page !== null) byId.set(page.id, page);
  return [...byId.values()];
}

/** Puts a reopened assignment where it was, or before all others. */
export function putBack<Page extends Assignment | null>(
  handed: readonly Page[],
  reopened: Page & Assignment,
): Page[] {
  if (!handed.some((page) => page?.id === reopened.id)) return [reopened, ...handed];
  return handed.map((page) => (page?.id === reopened.id ? reopened : page));
}

/** How many wait on the server beyond those the page has, by the last answer from there. */
export function waitingBeyond(handed: Handed | undefined): number {
  const last = handed?.pages.at(-1) ?? null;
  const had = handed?.pageParams.at(-1)?.length ?? 0;
  return last === null ? 0 : Math.max(0, last.remaining - had - 1);
}
