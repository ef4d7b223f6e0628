import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { clock } from "@/lib/numbers";

import { PauseIcon, PlayIcon } from "./icons";
import { useClip, type Clip } from "./use-clip";

interface Props {
  url: string;
  duration: number;
  /** What is played, for those who hear the page: "Question in Hindi". */
  label: string;
}

/** Plays a clip in passing: in a list, beside a text. */
export function ClipButton({ url, duration, label }: Props) {
  return <PlayButton clip={useClip({ url, duration, preload: "none" })} label={label} />;
}

export function PlayButton({ clip, label }: { clip: Clip; label: string }) {
  const { t } = useTranslation();
  if (clip.broken) return <Text c="var(--mantine-color-error)">{t("clip.broken")}</Text>;
  const whole = clock(clip.duration);
  const time = clip.playing ? `${clock(clip.position)} / ${whole}` : whole;
  return (
    <Button
      variant="default"
      radius="xl"
      flex="none"
      data-play
      leftSection={clip.playing ? <PauseIcon /> : <PlayIcon />}
      aria-label={`${clip.playing ? t("clip.pause") : t("clip.play")}: ${label}, ${time}`}
      onClick={clip.toggle}
    >
      <span dir="ltr">{time}</span>
    </Button>
  );
}
