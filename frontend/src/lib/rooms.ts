import type { CampaignKind } from "@/api/types";

/** Where people work on a campaign, by its kind. */
export const ROOMS: Record<CampaignKind, string> = {
  listening: "rate",
  correction: "correct",
  preference: "choose",
};

export function roomPath(kind: CampaignKind, campaign: number, language: string): string {
  return `/${ROOMS[kind]}/${campaign}/${language}`;
}
