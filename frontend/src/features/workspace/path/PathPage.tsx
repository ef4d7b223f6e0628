import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode } from "react";
import { useParams } from "react-router";

import type { CampaignKind, Place } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { fetched } from "@/components/fetched";
import { Loading } from "@/components/Loading";

import type { Desk } from "../api/next-assignment";
import { placeQuery } from "../api/path";
import { PathFrame } from "./PathFrame";

const StepScreen = fetched("default", () => import("./StepScreen"));
const SessionPage = fetched("default", () => import("../session/SessionPage"));

interface Props {
  kind: CampaignKind;
  /** What a campaign without sessions shows once all that comes before is done. */
  children: ReactNode;
}

/** The way to the first clip: whatever the server says comes next. */
export default function PathPage({ kind, children }: Props) {
  const { campaign, language = "" } = useParams();
  const desk: Desk = { campaign: Number(campaign), language };
  const client = useQueryClient();
  const query = placeQuery(desk);
  const { data: place, dataUpdatedAt, error, refetch } = useQuery(query);
  const moved = (next?: Place) => {
    if (next === undefined) return client.invalidateQueries({ queryKey: query.queryKey });
    client.setQueryData(query.queryKey, next);
    return Promise.resolve();
  };
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (place === undefined) return <Loading />;
  if (place.step === "work" && place.has_sessions)
    return (
      <SessionPage
        key={dataUpdatedAt}
        kind={kind}
        desk={desk}
        open={place.session}
        onOver={moved}
      />
    );
  if (place.step === "work" || (place.step === "done" && !place.has_sessions)) return children;
  return (
    <PathFrame language={language} steps={place.steps} step={place.step}>
      <StepScreen key={dataUpdatedAt} desk={desk} place={place} onMoved={moved} />
    </PathFrame>
  );
}
