/**
 * What the server tells of a dataset's jobs goes into the query cache while a page shows any.
 *
 * One stream for each window that is seen: a browser opens few connections to one server, and each
 * stream holds one of the server's threads. While there is none, the pages ask now and then.
 */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { POLL_MS } from "@/lib/job-states";

import { linkTo } from "./client";
import { askForJobs, keepJob } from "./kept-jobs";
import type { Job } from "./types";

/** After this long without a stream the pages ask by themselves. */
const GONE_MS = POLL_MS;
/** After the server had no room for a stream, or has none to give. */
const TRY_AGAIN_MS = 30_000;

/** The dataset whose jobs are told of just now. */
let told: string | null = null;

/** How often to ask for a dataset's jobs: not at all while they are told of. */
export function unlessTold(slug: string, everyMs: number): number | false {
  return told === slug ? false : everyMs;
}

/** Opens a stream and keeps to it until the function that it returns is called. */
function follow(client: QueryClient, slug: string): () => void {
  let stream: EventSource | null = null;
  let gone: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  const giveUp = () => {
    if (told === slug) told = null;
    askForJobs(client, slug);
  };
  const open = () => {
    clearTimeout(again);
    stream = new EventSource(linkTo("/api/v1/datasets/{slug}/jobs/events/", { path: { slug } }));
    stream.onopen = () => {
      clearTimeout(gone);
      gone = undefined;
      told = slug;
    };
    stream.onmessage = ({ data }) => keepJob(client, slug, JSON.parse(String(data)) as Job);
    stream.onerror = () => {
      gone ??= setTimeout(giveUp, GONE_MS);
      // The browser tries again by itself, but where it was refused.
      if (stream?.readyState === EventSource.CLOSED) again = setTimeout(open, TRY_AGAIN_MS);
    };
  };
  const close = () => {
    clearTimeout(gone);
    clearTimeout(again);
    gone = again = undefined;
    stream?.close();
    stream = null;
    if (told === slug) told = null;
  };
  const look = () => {
    if (document.visibilityState === "hidden") close();
    else if (stream === null) open();
  };
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    document.removeEventListener("visibilitychange", look);
    close();
  };
}

const followers = new Map<string, { count: number; leave: () => void }>();

/** While a page that calls this is open, changes of the dataset's jobs reach its queries. */
export function useLiveJobs(slug: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const followed = followers.get(slug) ?? { count: 0, leave: follow(client, slug) };
    followed.count += 1;
    followers.set(slug, followed);
    return () => {
      followed.count -= 1;
      if (followed.count > 0) return;
      followed.leave();
      followers.delete(slug);
    };
  }, [client, slug]);
}
