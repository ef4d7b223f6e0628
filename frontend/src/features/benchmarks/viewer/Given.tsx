import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Disclosure } from "@/components/Disclosure";
import { ItemText } from "@/components/ItemText";

/** Longer texts, such as passages, show once they are asked for. */
const mostShown = 120;
const known = ["context", "keyword", "hypothesis", "other", "sentence", "hints"] as const;

interface Props {
  language: string;
  /** By the name that the prompt has for it. */
  given: Record<string, string>;
}

/** What a system was given with the question: the passage to answer from, the word to listen for. */
export function Given({ language, given }: Props) {
  const { t } = useTranslation();
  return Object.entries(given).map(([name, text]) => {
    const key = known.find((one) => one === name);
    const label = key === undefined ? name : t(`benchmarks.given.${key}`);
    const shown = (
      <ItemText language={language} size="row">
        {text}
      </ItemText>
    );
    return text.length > mostShown ? (
      <Disclosure key={name} label={label}>
        {shown}
      </Disclosure>
    ) : (
      <Text key={name} size="sm" component="div" mb="xs">
        <bdi>{label}</bdi>: {shown}
      </Text>
    );
  });
}
