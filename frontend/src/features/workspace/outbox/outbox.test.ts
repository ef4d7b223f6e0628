import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Fate } from "./deliver";
import { Scene, scores } from "./scene";

const UNREACHABLE: Fate = { is: "unreachable" };
const LATER: Fate = { is: "later" };
const TAKEN: Fate = { is: "refused", refusal: { code: "assignment_taken", message: "Taken." } };

let scene: Scene;

beforeEach(() => {
  vi.useFakeTimers();
  scene = new Scene();
});
afterEach(() => vi.useRealTimers());

test("an answer leaves the shelf when the server has it", async () => {
  const outbox = scene.open();
  expect(await outbox.give(scores(1))).toBe("arrived");
  expect(outbox.snapshot().entries).toEqual([]);
});

test("answers given offline arrive in order once the network is back, each once", async () => {
  scene.online = false;
  const outbox = scene.open();
  const told = [scores(1), scores(2), scores(3)].map((entry) => outbox.give(entry));
  expect(await Promise.all(told)).toEqual(["waits", "waits", "waits"]);
  expect([outbox.snapshot().stuck, scene.server.came]).toEqual([true, []]);
  scene.online = true;
  await outbox.flush();
  expect([scene.server.came, scene.shelf.list(), outbox.snapshot().stuck]).toEqual([
    [1, 2, 3],
    [],
    false,
  ]);
});

test("an answer given while waiting ones leave is told what became of it, not that it waits", async () => {
  scene.online = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const outbox = scene.open({ exclusively: (work) => work().then(() => ended) });
  void outbox.give(scores(1));
  scene.online = true;
  const sending = outbox.flush();
  await vi.advanceTimersByTimeAsync(1);
  expect(scene.server.votes).toEqual([1]);
  // All that waited has left, but other tabs have not been let in yet.
  const told = outbox.give(scores(2));
  end();
  await sending;
  await vi.advanceTimersByTimeAsync(1);
  expect([await told, scene.server.votes]).toEqual(["arrived", [1, 2]]);
});

test("an answer given while waiting ones fail again is told that it waits", async () => {
  scene.server.fates = [UNREACHABLE, UNREACHABLE];
  const outbox = scene.open();
  expect(await outbox.give(scores(1))).toBe("waits");
  const sending = outbox.flush();
  const told = outbox.give(scores(2));
  await sending;
  expect([await told, scene.server.came]).toEqual(["waits", [1, 1]]);
});

test("a tab that dies while sending loses nothing, and nothing counts twice", async () => {
  const dying = scene.open({ deliver: () => new Promise(() => undefined) });
  const entry = scores(1);
  void dying.give(entry);
  await vi.advanceTimersByTimeAsync(1);
  scene.server.has.set(entry.key, 1); // it had arrived; the tab never heard of it
  scene.crash();
  await scene.open().flush();
  expect([scene.server.votes, scene.shelf.list()]).toEqual([[1], []]);
});

test("a server that fails is tried again, after longer and longer pauses", async () => {
  scene.server.fates = Array<Fate>(4).fill(LATER);
  void scene.open().give(scores(1));
  const seen = [];
  for (const seconds of [0.1, 2, 4, 8, 16]) {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    seen.push(scene.server.came.length);
  }
  expect(seen).toEqual([1, 2, 3, 4, 5]);
  expect(scene.server.votes).toEqual([1]);
});

test("one answer the server chokes on holds up no other", async () => {
  scene.server.fates = [LATER];
  const outbox = scene.open();
  void outbox.give(scores(1));
  void outbox.give(scores(2));
  await vi.advanceTimersByTimeAsync(1);
  expect(scene.server.votes).toEqual([2]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(scene.server.votes).toEqual([2, 1]);
});

test("another answer takes the place of one that was refused", async () => {
  scene.server.fates = [TAKEN];
  const outbox = scene.open();
  await outbox.give(scores(1));
  await outbox.give(scores(1));
  expect([scene.shelf.list(), scene.server.votes]).toEqual([[], [1]]);
});

test("while the network fails, nothing else is tried", async () => {
  scene.server.fates = [UNREACHABLE];
  const outbox = scene.open();
  void outbox.give(scores(1));
  void outbox.give(scores(2));
  await vi.advanceTimersByTimeAsync(1);
  expect(scene.server.came).toEqual([1]);
});

test("a refused answer stays until its giver was told", async () => {
  scene.server.fates = [TAKEN];
  const outbox = scene.open();
  expect(await outbox.give(scores(1))).toBe("refused");
  await vi.advanceTimersByTimeAsync(60_000);
  const [kept] = scene.open().snapshot().entries;
  expect([kept?.refusal?.code, scene.server.came]).toEqual(["assignment_taken", [1]]);
  if (kept) outbox.drop(kept);
  expect(scene.shelf.list()).toEqual([]);
});

test("another person's session keeps the answers where they are", async () => {
  const stranger = vi.fn();
  scene.server.fates = [{ is: "stranger" }];
  const outbox = scene.open({ onStranger: stranger });
  expect(await outbox.give(scores(1))).toBe("waits");
  expect([scene.shelf.list().length, stranger.mock.calls.length]).toEqual([1, 1]);
});

test("two tabs send each answer once", async () => {
  scene.online = false;
  const tab = scene.open();
  for (const id of [1, 2]) void tab.give(scores(id));
  scene.online = true;
  await Promise.all([tab.flush(), scene.open().flush()]);
  expect(scene.server.came).toEqual([1, 2]);
});
