import type { ArrivalRequest, CampaignKind } from "@/api/types";
import { roomPath, ROOMS } from "@/lib/rooms";

interface Begin {
  campaign: number | null;
  kind: CampaignKind | null;
  language: string;
}

/** A participant may be in several studies at once. */
export interface Part {
  campaign?: number;
  language?: string;
}

/** Where the work begins: at the campaign that was meant, else at all that waits. */
export function workPath({ campaign, kind, language }: Begin): string {
  if (campaign === null || kind === null) return "/";
  return roomPath(kind, campaign, language);
}

const WORK = new RegExp(`^/(?:${Object.values(ROOMS).join("|")})/(\\d+)/([a-z]+)$`);
export const END = "/prolific/end";

/** Which of a participant's parts a page is about; empty where it doesn't say. */
export function partOf(path: string, search: URLSearchParams): Part {
  const [, campaign, language] = WORK.exec(path) ?? [];
  const named = {
    campaign: campaign ?? search.get("campaign"),
    language: language ?? search.get("language"),
  };
  if (named.campaign === null || !/^\d+$/.test(named.campaign) || named.language === null)
    return {};
  return { campaign: Number(named.campaign), language: named.language };
}

/** Where the code of a part stands. */
export function endPath({ campaign, language }: Begin): string {
  return `${END}?campaign=${campaign}&language=${language}`;
}

/** Prolific's ids out of the address it sent somebody to; null where one is missing. */
export function arrivalFrom(
  campaign: string | undefined,
  search: URLSearchParams,
  interfaceLanguage: string,
): ArrivalRequest | null {
  const prolific_id = search.get("PROLIFIC_PID");
  const study_id = search.get("STUDY_ID");
  const session_id = search.get("SESSION_ID");
  if (!prolific_id || !study_id || !session_id || !/^\d+$/.test(campaign ?? "")) return null;
  return {
    campaign: Number(campaign),
    prolific_id,
    study_id,
    session_id,
    interface_language: interfaceLanguage,
  };
}

const PROLIFIC = "https://app.prolific.com";

/** The address back to Prolific; null for any other host, whoever named it. */
export function safeReturn(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, username, href } = new URL(address);
  return origin === PROLIFIC && username === "" ? href : null;
}
