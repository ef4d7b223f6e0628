import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ItemVersion } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

type Props = Pick<ItemVersion, "translation" | "recording">;

const origins = ["machine", "human", "source"] as const;

/** Where the text and the voice came from. */
export function Lineage({ translation, recording }: Props) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  const facts: string[] = [];
  if (translation !== null) {
    const origin = origins.find((known) => known === translation.origin);
    if (origin !== undefined) facts.push(t(`origin.${origin}`));
    if (translation.engine) facts.push(`${translation.engine} ${translation.engine_version}`);
    if (translation.score !== null)
      facts.push(t("item.score", { score: decimal(translation.score, 2) }));
    if (translation.licence) facts.push(translation.licence);
  }
  if (recording !== null) {
    facts.push(`${recording.engine} (${recording.voice})`);
    facts.push(
      `${decimal(recording.duration_s)} s`,
      `${decimal(recording.sample_rate / 1000)} kHz`,
    );
    if (recording.loudness_lufs !== null) facts.push(`${decimal(recording.loudness_lufs)} LUFS`);
  }
  return (
    <Text size="xs" c="dimmed" mt="xs">
      {facts.map((fact, index) => (
        <span key={fact}>
          {index > 0 && " · "}
          <bdi>{fact}</bdi>
        </span>
      ))}
    </Text>
  );
}
