/** What is kept of a dataset's jobs, where one of them changed. */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";

import type { Job } from "./types";

interface Page {
  results: Job[];
}

/** Only lists and single jobs, not what a form asks under the same name. */
export function askForJobs(client: QueryClient, slug: string) {
  void client.invalidateQueries({
    queryKey: ["datasets", slug, "jobs"],
    predicate: ({ queryKey: [, , , part] }) =>
      part === undefined || part === "newest" || part === "found" || typeof part === "number",
  });
}

function withJob<Rows extends Page>(page: Rows, job: Job): Rows {
  if (!page.results.some(({ id }) => id === job.id)) return page;
  return { ...page, results: page.results.map((old) => (old.id === job.id ? job : old)) };
}

/** Puts a job as it is now into every list that has it; one that is new makes the lists be asked for. */
export function keepJob(client: QueryClient, slug: string, job: Job) {
  const root = ["datasets", slug, "jobs"];
  const first = client.getQueryData<Page>([...root, "newest"]);
  const pages = client.getQueryData<InfiniteData<Page>>(root);
  const lists = [first, ...(pages?.pages ?? [])].filter((page) => page !== undefined);
  const newest = Math.max(0, ...lists.flatMap(({ results }) => results.map(({ id }) => id)));
  client.setQueryData<Job>([...root, job.id], (old) => old && job);
  client.setQueryData<Page>([...root, "newest"], (page) => page && withJob(page, job));
  const inPages = (all: InfiniteData<Page> | undefined) =>
    all && { ...all, pages: all.pages.map((page) => withJob(page, job)) };
  client.setQueryData<InfiniteData<Page>>(root, inPages);
  client.setQueriesData<InfiniteData<Page>>({ queryKey: [...root, "found"] }, inPages);
  if (lists.length > 0 && job.id > newest) askForJobs(client, slug);
}
