import { Anchor, Badge, Button, Group, Paper, Switch, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Voice } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ErrorNote } from "@/components/ErrorNote";
import { useNumbers } from "@/lib/numbers";

import { useChangeVoice } from "./api/change-voice";

interface Props {
  slug: string;
  voice: Voice;
  manages: boolean;
}

/** One voice: hear it, where it comes from, how much it speaks. */
export function VoiceCard({ slug, voice, manages }: Props) {
  const { t } = useTranslation();
  const { count, share } = useNumbers();
  const change = useChangeVoice(slug, voice.id);
  const spoken = { count: voice.recordings, written: count(voice.recordings) };
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <Group>
          <ClipButton url={voice.audio} duration={voice.duration_s} label={voice.name} />
          <div>
            <Title order={2} size="h4">
              <bdi>{voice.name}</bdi> {voice.retired && <Badge>{t("voices.retired")}</Badge>}
            </Title>
            <Text size="sm">
              {t(`voices.${voice.perceived ?? "unspecified"}`)} · <bdi>{voice.licence}</bdi>
              {voice.reader !== "" && (
                <>
                  {" · "}
                  <bdi>{voice.reader}</bdi>
                </>
              )}
            </Text>
            <Text size="sm" c="dimmed">
              {t("voices.recordings", spoken)} ·{" "}
              {t("voices.share", { share: share(voice.share, 1) })} ·{" "}
              {t("voices.noise", { snr: count(Math.round(voice.snr_db)) })}
            </Text>
            <Origin voice={voice} />
          </div>
        </Group>
        {manages && (
          <Group>
            <Switch
              label={t("voices.held_out")}
              checked={voice.held_out ?? false}
              disabled={change.isPending}
              onChange={(event) => change.mutate({ held_out: event.currentTarget.checked })}
            />
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ retired: !voice.retired })}
              aria-label={`${t(voice.retired ? "voices.bring_back" : "voices.retire")}: ${voice.name}`}
            >
              {t(voice.retired ? "voices.bring_back" : "voices.retire")}
            </Button>
          </Group>
        )}
      </Group>
      <ErrorNote error={change.error} />
    </Paper>
  );
}

function Origin({ voice: { source, source_url: url } }: { voice: Voice }) {
  if (url === undefined || url === "")
    return source === "" ? null : <Text size="sm">{source}</Text>;
  return (
    <Anchor size="sm" href={url} rel="noreferrer" target="_blank">
      <bdi>{source === "" ? url : source}</bdi>
    </Anchor>
  );
}
