import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

import { type AnswerFilter, queryOf } from "../filter";

/** The answers behind a number, newest first. */
export function useAnswers(slug: string, filter: AnswerFilter) {
  return useInfiniteQuery(
    paged(["datasets", slug, "answers", filter], (cursor) =>
      get("/api/v1/datasets/{slug}/answers/", {
        path: { slug },
        query: { ...queryOf(filter), cursor },
      }),
    ),
  );
}
