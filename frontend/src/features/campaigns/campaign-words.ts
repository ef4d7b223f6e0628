import type { TFunction } from "i18next";

import type { ForeseenCampaign, NewCampaign } from "@/api/types";
import { sum } from "@/lib/amounts";

type Order = Pick<NewCampaign, "kind" | "draft" | "votes_per_item">;

/** What a campaign will ask, in a sentence, of what the server foresees. */
export function campaignWords(
  t: TFunction,
  count: (value: number) => string,
  { kind, draft, votes_per_item: asked }: Order,
  found: ForeseenCampaign,
): string {
  const total = (name: "items" | "tasks" | "votes" | "by_people" | "set_aside") =>
    sum(found.map((one) => one[name]));
  const correcting = kind === "correction";
  const [tasks, answers] = [total("tasks"), total("votes")];
  const [byPeople, aside] = [total("by_people"), total("set_aside")];
  const toCome = total("items") - tasks - byPeople - aside;
  const drawnToo = [
    [correcting ? "untranslated" : "unvoiced", toCome],
    ["by_people", byPeople],
    ["set_aside", aside],
  ] as const;
  return [
    t(correcting ? "starting.campaign_correction" : "starting.campaign_listening"),
    t("starting.campaign_amount", {
      answers: count(answers),
      what: t(correcting ? "starting.campaign_texts" : "starting.campaign_recordings"),
      tasks: count(tasks),
      languages: count(found.length),
      // A second reviewer's is one, too.
      votes: count(tasks === 0 ? asked : answers / tasks),
    }),
    ...drawnToo
      .filter(([, items]) => items > 0)
      .map(([why, items]) => t(`starting.campaign_${why}`, { items: count(items) })),
    t(draft ? "starting.campaign_draft" : "starting.campaign_now"),
  ].join(" ");
}
