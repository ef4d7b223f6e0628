import type { NewProtocol } from "@/api/types";

/** What a rater goes through before the first clip. */
export const steps = ["consent", "qualification", "environment_check", "training"] as const;

export const numbers = [
  "session_size",
  "traps_per_session",
  "gold_per_session",
  "sessions_in_a_row",
  "break_minutes",
  "sessions_per_day",
] as const;

export type ProtocolValues = { name: string } & Record<(typeof steps)[number], boolean> &
  Record<(typeof numbers)[number], string>;

/** Those of a published listening test. */
export const standard: ProtocolValues = {
  name: "",
  consent: true,
  qualification: true,
  environment_check: true,
  training: true,
  session_size: "10",
  traps_per_session: "1",
  gold_per_session: "1",
  sessions_in_a_row: "3",
  break_minutes: "15",
  sessions_per_day: "8",
};

/** The first version of the texts that raters agree to. */
const CONSENT_VERSION = 1;

export function toProtocol(values: ProtocolValues): NewProtocol {
  const { name, consent, qualification, environment_check, training } = values;
  const counted = Object.fromEntries(numbers.map((field) => [field, Number(values[field])]));
  return {
    name: name.trim(),
    consent_version: consent ? CONSENT_VERSION : null,
    qualification,
    environment_check,
    training,
    ...counted,
  };
}
