import { useTranslation } from "react-i18next";

const known = [
  "text",
  "signal",
  "silence",
  "recognition",
  "language",
  "quality",
  "speaker",
] as const;

/** What a group of checks is about; one that has no words yet goes by its own name. */
export function useGroupName(): (group: string) => string {
  const { t } = useTranslation();
  return (group) => {
    const name = known.find((one) => one === group);
    return name === undefined ? group : t(`jobs.group_${name}`);
  };
}
