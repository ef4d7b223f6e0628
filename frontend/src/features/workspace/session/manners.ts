import type { CampaignKind } from "@/api/types";

import { listeningTask } from "../listening/listening-task";
import { preferenceTask } from "../preferring/preference-task";

const clips = {
  title: "work.listening",
  lead: "session.ready_lead",
  task: listeningTask,
} as const;
const pairs = {
  title: "preferring.work",
  lead: "preferring.ready_lead",
  task: preferenceTask,
} as const;

/** What a session shows, what it is called and how it begins. */
export type Manner = typeof clips | typeof pairs;

export function mannerOf(kind: CampaignKind): Manner {
  return kind === "preference" ? pairs : clips;
}
