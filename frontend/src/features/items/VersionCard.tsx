import { Badge, Group, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { ItemVersion } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

import { Checks } from "./Checks";
import { Lineage } from "./Lineage";
import { Votes } from "./Votes";

export function VersionCard({ version }: { version: ItemVersion }) {
  const { t } = useTranslation();
  const { language, translation, recording } = version;
  const { name } = useLanguage(language);
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          <LanguageName code={language} />
        </Title>
        <Group gap="xs">
          {version.verified && <Badge variant="filled">{t("item.verified")}</Badge>}
          {recording !== null && (
            <ClipButton
              url={recording.audio_url}
              duration={recording.duration_s}
              label={t("item.question_in", { language: name })}
            />
          )}
        </Group>
      </Group>
      {translation === null ? (
        <Text c="dimmed">{t("item.not_translated")}</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {t("item.question")}
          </Text>
          <ItemText language={language}>{translation.question}</ItemText>
          <Text size="sm" c="dimmed" mt="xs">
            {t("item.answer")}
          </Text>
          <ItemText language={language} size="row">
            {translation.answer}
          </ItemText>
        </>
      )}
      <Checks checks={version.checks} />
      <Votes votes={version.votes} />
      <Lineage translation={translation} recording={recording} />
    </Paper>
  );
}
