import { type InfiniteData, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import { keepJob } from "./kept-jobs";
import type { Job } from "./types";

const job = (id: number, state: Job["state"] = "running") => ({ id, state }) as Job;
const root = ["datasets", "d", "jobs"];

function made(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(root, { pages: [{ results: [job(2), job(1)] }], pageParams: [""] });
  client.setQueryData([...root, 2], job(2));
  client.setQueryData([...root, "newest"], { results: [job(2), job(1)] });
  return client;
}

const states = (page: { results: Job[] } | undefined) => page?.results.map(({ state }) => state);

test("a changed job is changed wherever it is kept, and nothing is asked for", () => {
  const client = made();
  keepJob(client, "d", job(2, "succeeded"));
  const pages = client.getQueryData<InfiniteData<{ results: Job[] }>>(root)?.pages;
  expect(states(pages?.[0])).toEqual(["succeeded", "running"]);
  expect(states(client.getQueryData([...root, "newest"]))).toEqual(["succeeded", "running"]);
  expect(client.getQueryData([...root, 2])).toEqual(job(2, "succeeded"));
  expect(client.getQueryState(root)?.isInvalidated).toBe(false);
});

test("a job that no list has makes lists be asked for, and forms not", () => {
  const client = made();
  client.setQueryData([...root, "choices"], {});
  keepJob(client, "d", job(3));
  expect(client.getQueryState(root)?.isInvalidated).toBe(true);
  expect(client.getQueryState([...root, "choices"])?.isInvalidated).toBe(false);
  expect(client.getQueryData([...root, 3])).toBeUndefined();
});
