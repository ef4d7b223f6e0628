import { writeFilter } from "@/lib/use-url-filter";

export const stages = ["text", "recording", "listening"] as const;
const steps = ["week", "day"] as const;
export type Step = (typeof steps)[number];

/** Which results of checks are meant; an empty string leaves it open. */
export type Chosen = Record<"language" | "engine" | "stage" | "check", string>;

export const everything: Chosen = { language: "", engine: "", stage: "", check: "" };
export const plain = { ...everything, step: "week" };

export function chosenOf({ language, engine, stage, check }: Chosen): Chosen {
  return { language, engine, stage: stageOf(stage) ?? "", check };
}

/** A link may name one that there is not. */
function stageOf(stage: string) {
  return stages.find((one) => one === stage);
}

export function stepOf(step: string): Step {
  return steps.find((one) => one === step) ?? "week";
}

/** As the API takes it. */
export function queryOf({ language, engine, stage, check }: Chosen) {
  const known = stageOf(stage);
  return { language, engine, check, ...(known && { stage: known }) };
}

/** This page, narrowed. */
export function pageOf(chosen: Chosen): string {
  return `?${writeFilter(new URLSearchParams(), everything, chosen).toString()}`;
}

interface Failing {
  check: string;
  since?: string;
  until?: string;
}

/** The items of which a check rejects what was made, in these days if any are named. */
export function itemsOf(slug: string, { language, engine }: Chosen, failing: Failing): string {
  return itemsWith(slug, {
    language,
    check: failing.check,
    made_by: engine,
    made_since: failing.since ?? "",
    made_until: failing.until ?? "",
  });
}

/** The items of which any check rejects what a voice spoke. */
export function clipsOf(slug: string, spoken: Record<"language" | "engine" | "voice", string>) {
  const { language, engine, voice } = spoken;
  return itemsWith(slug, { language, voice, made_by: engine });
}

function itemsWith(slug: string, wanted: Record<string, string>): string {
  const given = Object.entries(wanted).filter(([, value]) => value !== "");
  return `/d/${slug}/items?${new URLSearchParams(given).toString()}`;
}
