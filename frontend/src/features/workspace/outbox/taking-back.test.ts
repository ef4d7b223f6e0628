import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { NetworkError } from "@/api/client";

import type { Fate } from "./deliver";
import { Scene, scores } from "./scene";

const UNREACHABLE: Fate = { is: "unreachable" };

let scene: Scene;

beforeEach(() => {
  vi.useFakeTimers();
  scene = new Scene();
});
afterEach(() => vi.useRealTimers());

test("an answer that has not left is taken back without the server", async () => {
  scene.online = false;
  const outbox = scene.open();
  for (const id of [1, 2]) void outbox.give(scores(id));
  expect(await outbox.takeBack(1, null)).toMatchObject({ id: 2 });
  expect(await outbox.takeBack(7, null)).toBeNull();
  scene.online = true;
  await outbox.flush();
  expect(scene.server.votes).toEqual([1]);
});

test("what may have arrived is not taken back behind the server's back", async () => {
  scene.server.fates = [UNREACHABLE, UNREACHABLE];
  const outbox = scene.open();
  await outbox.give(scores(1));
  await expect(outbox.takeBack(1, 1)).rejects.toThrow(NetworkError);
  expect(await outbox.takeBack(1, 1)).toBeNull();
  expect(scene.server.votes).toEqual([1]);
});

test("what a failing server may have kept is not taken back behind its back", async () => {
  const outbox = scene.open({
    deliver: async (entry) => {
      await scene.server.deliver(entry);
      return scene.server.came.length < 3 ? { is: "later" } : { is: "arrived" };
    },
  });
  await outbox.give(scores(1));
  await expect(outbox.takeBack(1, 1)).rejects.toThrow(NetworkError);
  expect(await outbox.takeBack(1, 1)).toBeNull();
  expect(scene.server.votes).toEqual([1]);
});

test("what was sent while the page closed is not taken back behind the server's back", async () => {
  scene.online = false;
  const outbox = scene.open();
  const rating = scores(1);
  void outbox.give(rating);
  scene.online = true;
  const left = outbox.passing();
  expect(left.map(({ key }) => key)).toEqual([rating.key]);
  for (const entry of left) await scene.server.deliver(entry);
  scene.server.fates = [UNREACHABLE];
  await expect(outbox.takeBack(1, 1)).rejects.toThrow(NetworkError);
  expect(await scene.open().takeBack(1, 1)).toBeNull();
  expect(scene.server.votes).toContain(1);
});

test("the last answer of a session can be undone while it is held, and goes by itself then", async () => {
  const outbox = scene.open();
  void outbox.give(scores(1, { heldUntil: Date.now() + 30_000 }));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(scene.server.came).toEqual([]);
  expect(await outbox.takeBack(1, 1)).toMatchObject({ id: 1 });
  void outbox.give(scores(2, { heldUntil: Date.now() + 30_000 }));
  await vi.advanceTimersByTimeAsync(31_000);
  void outbox.give(scores(3, { heldUntil: Date.now() + 30_000 }));
  await outbox.release();
  expect(scene.server.votes).toEqual([2, 3]);
});
