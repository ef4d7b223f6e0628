import { queryOptions } from "@tanstack/react-query";

import { get, post } from "@/api/client";
import type { Place, Trial, TrialKind } from "@/api/types";

import type { Desk } from "./next-assignment";

/** Which step the server says is due. It changes by what the person does here, never by itself. */
export const placeQuery = ({ campaign, language }: Desk) =>
  queryOptions({
    queryKey: ["place", campaign, language],
    queryFn: () => get("/api/v1/work/path/", { query: { campaign, language } }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export function giveConsent(desk: Desk, version: number): Promise<Place> {
  return post("/api/v1/work/consent/", { body: { ...desk, version } });
}

/** The open trial, or a new one. */
export function startTrial(desk: Desk, kind: TrialKind): Promise<Trial> {
  return post("/api/v1/work/trials/", { body: { ...desk, kind } });
}

export function finishTrial(id: number, answers: number[]): Promise<Trial> {
  return post("/api/v1/trials/{id}/answers/", { path: { id }, body: { answers } });
}
