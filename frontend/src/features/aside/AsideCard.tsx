import { Anchor, Group, List, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import type { SetAside } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";
import { useServerWords } from "@/lib/server-words";

/** One recording that nobody is asked about, and why. */
export function AsideCard({ slug, recording }: { slug: string; recording: SetAside }) {
  const { t } = useTranslation();
  const words = useServerWords();
  const { name } = useLanguage(recording.language);
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          <LanguageName code={recording.language} /> ·{" "}
          <Anchor
            component={Link}
            to={`/d/${slug}/items/${recording.item_id}`}
            inherit
            underline="always"
          >
            <bdi>{recording.external_id}</bdi>
          </Anchor>{" "}
          · <bdi>{recording.engine}</bdi> · <bdi>{recording.voice}</bdi> ·{" "}
          {t("aside.attempt", { number: recording.attempt })}
        </Text>
        <ClipButton
          url={recording.audio}
          duration={recording.duration_s}
          label={t("item.question_in", { language: name })}
        />
      </Group>
      <ItemText language={recording.language} size="row">
        {recording.question}
      </ItemText>
      <List size="sm" mt="xs">
        {recording.reasons.map(({ check, detail }) => (
          <List.Item key={check}>
            {t("item.check_failed", { name: words.check(check) })} <bdi>{detail}</bdi>
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}
