import type { EvaluationChoices } from "@/api/types";

type Suite = EvaluationChoices["suites"][number];

export interface SuiteValues {
  suite: string;
  variant: string;
  release: string;
  /** The release with the clips of a folder's questions. */
  clips: string;
  folder: string;
}

export type SuiteOrder = Omit<SuiteValues, "clips">;

/** The part of what was chosen that the suite knows; the rest belongs to another one. */
export function suiteOrder(values: SuiteValues, suite: Suite | undefined): SuiteOrder {
  const { variant, release, clips, folder } = values;
  const reads = suite?.reads_release === true;
  return {
    suite: values.suite,
    variant: suite?.variants.includes(variant) === true ? variant : "",
    release: reads ? release : suite?.takes_clips === true ? clips : "",
    folder: reads ? "" : folder.trim(),
  };
}

/** What must be named before anything can be said about a suite. */
export function lackedBy(order: SuiteOrder, suite: Suite | undefined): "release" | "folder" | null {
  const needed = suite?.reads_release === true ? "release" : "folder";
  return order[needed] === "" ? needed : null;
}
