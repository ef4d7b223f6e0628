import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { get, linkTo } from "@/api/client";
import { paged } from "@/api/pages";

import { type Chosen, type Narrowed, queryOf, verdicts } from "../filter";

/** The corrections that are meant, newest first, page after page. */
export function useList(slug: string, filter: Chosen & Narrowed) {
  const { kind, replaced, since, until } = filter;
  const verdict = verdicts.find((one) => one === filter.verdict);
  const narrowed = { kind, replaced, since, until, ...(verdict && { verdict }) };
  return useInfiniteQuery({
    ...paged(["datasets", slug, "correction-statistics", "list", filter], (cursor) =>
      get("/api/v1/datasets/{slug}/corrections/", {
        path: { slug },
        query: { ...queryOf(filter), ...narrowed, page_size: 20, cursor },
      }),
    ),
    placeholderData: keepPreviousData,
    throwOnError: true,
  });
}

/** Where every answer is downloaded as CSV. */
export function correctionFile(slug: string, campaign: string): string {
  return linkTo("/api/v1/datasets/{slug}/correction-statistics/file/", {
    path: { slug },
    query: campaign === "" ? {} : { campaign: Number(campaign) },
  });
}
