import { expect, test } from "vitest";

import type { Assignment } from "@/api/types";

import { newEntry } from "../outbox/entry";
import type { OutboxState } from "../outbox/outbox";
import { answersIn, onHand, putBack, waitingBeyond, type Handed } from "./hand";

function piece(id: number, remaining = 10): Assignment {
  return { id, remaining, campaign: 1 } as Assignment;
}

function answered(id: number, code: string | null = null) {
  const entry = newEntry(piece(id), {
    what: "rating",
    body: { naturalness: 1, understood: 1 },
  });
  return { ...entry, refusal: code === null ? null : { code, message: "" } };
}

function outbox(...entries: OutboxState["entries"]): OutboxState {
  return { entries, stuck: false, under: new Set() };
}

const ids = (hand: Assignment[]) => hand.map(({ id }) => id);
const handed: Handed = {
  pages: [piece(1), piece(2), piece(3), null],
  pageParams: [[], [1], [1, 2]],
};

test("what was done, or waits to be sent, is not asked again", () => {
  expect(ids(onHand(handed.pages, [1], outbox(answered(2))))).toEqual([3]);
  expect(ids(onHand([], [], outbox()))).toEqual([]);
});

test("while its giver waits for the server, a piece stays on the desk", () => {
  const entry = answered(1);
  const waiting = { ...outbox(entry), under: new Set([entry.key]) };
  expect(ids(onHand(handed.pages, [], waiting))).toEqual([1, 2, 3]);
  expect(answersIn(waiting)).toEqual([1]);
});

test("a clip that was not heard comes again, behind the one on the desk", () => {
  for (const code of ["not_heard_yet", "listened_too_short"])
    expect(ids(onHand(handed.pages, [1], outbox(answered(1, code))))).toEqual([2, 3, 1]);
  expect(ids(onHand(handed.pages, [1], outbox(answered(1, "assignment_taken"))))).toEqual([2, 3]);
});

test("what is reopened stands where it stood, or first", () => {
  const again = { ...piece(2), heard: true };
  expect(putBack(handed.pages, again)[1]).toBe(again);
  expect(ids(onHand(putBack(handed.pages, piece(9)), [], outbox()))).toEqual([9, 1, 2, 3]);
});

test("what waits beyond the hand is counted from the last answer", () => {
  expect(waitingBeyond({ pages: [piece(1, 10)], pageParams: [[]] })).toBe(9);
  expect(waitingBeyond({ pages: [piece(1, 10), piece(2, 10)], pageParams: [[], [1]] })).toBe(8);
  expect(waitingBeyond(handed)).toBe(0);
});
