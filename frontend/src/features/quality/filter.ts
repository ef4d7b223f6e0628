import type { Grouping, Rules, StatisticsFilter } from "./api/get-statistics";

/** As it stands in the address; what is empty narrows nothing. */
export const defaults = { by: "language", rules: "2", language: "", engine: "", voice: "" };
export type AddressFilter = typeof defaults;

const groupings: readonly string[] = ["language", "engine", "voice"] satisfies Grouping[];
const versions: readonly string[] = ["0", "1", "2"];

/** As the API takes it; what somebody mistyped is as if it weren't there. */
export function statisticsFilter({ by, rules, ...places }: AddressFilter): StatisticsFilter {
  return {
    ...places,
    by: (groupings.includes(by) ? by : defaults.by) as Grouping,
    rules: Number(versions.includes(rules) ? rules : defaults.rules) as Rules,
  };
}
