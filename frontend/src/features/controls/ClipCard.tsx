import { Badge, Button, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ControlClip } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ErrorNote } from "@/components/ErrorNote";
import { useNumbers } from "@/lib/numbers";

import { useChangeControl } from "./api/controls";
import { ScoreForm } from "./ScoreForm";

/** One clip: heard, its known scores, how many missed them; retired or brought back. */
export function ClipCard({ campaign, clip }: { campaign: number; clip: ControlClip }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const change = useChangeControl(campaign, clip.id);
  const used = clip.is_current;
  const key = used ? "retire" : "bring_back";
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <Group>
          <ClipButton url={clip.audio_url} duration={clip.duration_s} label={clip.name} />
          <div>
            <Text fw={600}>
              <bdi>{clip.name}</bdi>
            </Text>
            <Text size="sm" c="dimmed">
              {t("controls.answers", { count: clip.answers, written: count(clip.answers) })}
              {clip.answers > 0 && clip.naturalness !== null && (
                <> · {t("controls.far_off", { written: count(clip.far_off) })}</>
              )}
            </Text>
          </div>
          {!used && <Badge color="gray">{t("controls.retired")}</Badge>}
        </Group>
        <Group align="flex-end">
          {clip.role === "gold" && (
            <ScoreForm
              key={`${clip.naturalness} ${clip.understood}`}
              clip={clip}
              saving={change.isPending}
              onSave={change.mutate}
            />
          )}
          <Button
            variant="default"
            aria-label={t(`controls.${key}_named`, { name: clip.name })}
            onClick={() => change.mutate({ is_current: !used })}
          >
            {t(`controls.${key}`)}
          </Button>
        </Group>
      </Group>
      <ErrorNote error={change.error} />
    </Paper>
  );
}
