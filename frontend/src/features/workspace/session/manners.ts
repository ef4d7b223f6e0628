import type { CampaignKind } from "@/api/types";

import { correctionTask } from "../correction/correction-task";
import { listeningTask } from "../listening/listening-task";
import { preferenceTask } from "../preferring/preference-task";

/** What a session shows, what it is called and how it begins. */
export const MANNERS = {
  listening: { title: "work.listening", lead: "session.ready_lead", task: listeningTask },
  correction: {
    title: "work.correction",
    lead: "correction.session_lead",
    task: correctionTask,
  },
  preference: {
    title: "preferring.work",
    lead: "preferring.ready_lead",
    task: preferenceTask,
  },
} as const satisfies Record<CampaignKind, object>;

export type Manner = (typeof MANNERS)[CampaignKind];
