import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ControlClip } from "@/api/types";

import { ClipCard } from "./ClipCard";

interface Props {
  role: ControlClip["role"];
  campaign: number;
  clips: ControlClip[];
}

/** Clips of one kind, with what they are for. Nothing where there is none. */
export function ClipSection({ role, campaign, clips }: Props) {
  const { t } = useTranslation();
  if (clips.length === 0) return null;
  return (
    <Stack component="section" gap="xs">
      <Title order={2} size="h3">
        {t(`controls.${role}`)}
      </Title>
      <Text c="dimmed" maw="44rem">
        {t(`controls.${role}_means`)}
      </Text>
      {clips.map((clip) => (
        <ClipCard key={clip.id} campaign={campaign} clip={clip} />
      ))}
    </Stack>
  );
}
