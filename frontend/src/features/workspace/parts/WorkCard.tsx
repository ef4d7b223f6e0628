import { Button, Group, Paper, Progress, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Work } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";
import { roomPath } from "@/lib/rooms";

const TITLES = {
  listening: "work.listening",
  correction: "work.correction",
  preference: "preferring.work",
} as const;

export function WorkCard({ work }: { work: Work }) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const { campaign, language, waiting, done_by_me: done } = work;
  const path = roomPath(campaign.kind, campaign.id, language);
  return (
    <Paper withBorder p="lg">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h3">
            <LanguageName code={language} />
          </Title>
          <Text>{t(TITLES[campaign.kind])}</Text>
          <Text c="dimmed" size="sm">
            <bdi>{campaign.name}</bdi>
          </Text>
        </div>
        {waiting > 0 && (
          <Button component={Link} to={path} size="lg">
            {done > 0 ? t("work.go_on") : t("work.start")}
          </Button>
        )}
      </Group>
      <Progress
        mt="md"
        value={(100 * done) / Math.max(1, done + waiting)}
        aria-label={t("work.progress", { share: share(done, done + waiting) })}
      />
      <Text mt="xs" size="sm">
        {t("work.waiting", { count: waiting })} · {t("work.done_by_you", { count: done })}
      </Text>
    </Paper>
  );
}
