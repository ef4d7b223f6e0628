import type { StatisticsRow } from "@/api/types";

type Place = Pick<StatisticsRow, "language" | "engine" | "voice">;

export const keyOf = ({ language, engine, voice }: Place) => `${language} ${engine} ${voice}`;

/** How the place's votes are asked for. */
export const votesOf = ({ language, engine, voice }: Place) => ({ language, engine, voice });

/** The items whose recordings somebody rated there. */
export function itemsPath(slug: string, { language, engine }: Place): string {
  const query = { language, ...(engine !== "" && { engine }), least_naturalness: "1" };
  return `/d/${slug}/items?${new URLSearchParams(query).toString()}`;
}
