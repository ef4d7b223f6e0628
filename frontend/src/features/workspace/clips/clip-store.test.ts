import { beforeEach, expect, test, vi } from "vitest";

import { ClipStore } from "./clip-store";

let fetched: string[];
let revoked: string[];

beforeEach(() => {
  [fetched, revoked] = [[], []];
  let number = 0;
  vi.stubGlobal("URL", {
    createObjectURL: () => `blob:${(number += 1)}`,
    revokeObjectURL: (url: string) => revoked.push(url),
  });
});

function open(parts: { sparesData?: boolean; broken?: string; bytes?: number } = {}) {
  return new ClipStore({
    fetchBytes: (address) => {
      fetched.push(address);
      if (address === parts.broken) return Promise.reject(new Error("offline"));
      return Promise.resolve(new Blob(["x".repeat(parts.bytes ?? 10)]));
    },
    sparesData: () => parts.sparesData ?? false,
    roomBytes: 35,
  });
}

test("clips are fetched in order, each once, and played from here", async () => {
  const clips = open();
  await clips.fetchAhead(["/a", "/b"]);
  await clips.fetchAhead(["/b", "/c"]);
  expect(fetched).toEqual(["/a", "/b", "/c"]);
  expect([clips.addressOf("/b"), clips.addressOf("/z")]).toEqual(["blob:2", "/z"]);
});

test("who spares data fetches nothing ahead", async () => {
  await open({ sparesData: true }).fetchAhead(["/a"]);
  expect(fetched).toEqual([]);
});

test("a clip that can't be had now is asked for again later", async () => {
  const clips = open({ broken: "/a" });
  await clips.fetchAhead(["/a", "/b"]);
  expect(clips.addressOf("/a")).toBe("/a");
  await clips.fetchAhead(["/b"]);
  expect(fetched).toEqual(["/a", "/b"]);
});

test("old clips make room, and what is full of wanted ones takes no more", async () => {
  const clips = open();
  await clips.fetchAhead(["/a", "/b", "/c"]);
  await clips.fetchAhead(["/c", "/d"]);
  expect([clips.addressOf("/a"), revoked]).toEqual(["/a", ["blob:1"]]);
  const small = open({ bytes: 20 });
  fetched = [];
  await small.fetchAhead(["/a", "/b", "/c"]);
  expect(fetched).toEqual(["/a", "/b"]);
});
