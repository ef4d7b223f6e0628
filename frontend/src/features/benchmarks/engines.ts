import type { Engine } from "@/api/types";

/** What an engine's name says of how it answers. */
export const engineGroups = [
  "other_engines",
  "behind_recognizer",
  "from_transcript",
  "trained_here",
] as const;
export type EngineGroup = (typeof engineGroups)[number];

/** A checkpoint that reads is one that was trained here, whoever hears for it. */
export function groupOf(name: string): EngineGroup {
  if (/(^|:)checkpoint:/.test(name)) return "trained_here";
  if (name.startsWith("cascade:")) return "behind_recognizer";
  return name.startsWith("transcript:") ? "from_transcript" : "other_engines";
}

/** The first that is here with all it needs, else the first that is here at all. */
export function likeliest(engines: readonly Engine[]): string {
  const here = engines.filter(({ problem }) => problem === "");
  return (here.find(({ warning }) => warning === "") ?? here[0])?.name ?? "";
}

/** Groups that hold anything, in their order. */
export function grouped(engines: readonly Engine[]): [EngineGroup, Engine[]][] {
  return engineGroups
    .map((group): [EngineGroup, Engine[]] => [
      group,
      engines.filter(({ name }) => groupOf(name) === group),
    ])
    .filter(([, members]) => members.length > 0);
}
