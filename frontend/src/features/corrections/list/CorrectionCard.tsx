import { Anchor, Badge, Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import type { SettledCorrection } from "@/api/types";
import { DiffText } from "@/components/DiffText";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";
import { loadFont } from "@/lib/fonts";
import { useNumbers } from "@/lib/numbers";
import { useDays } from "@/lib/use-days";

import { hterOf } from "../filter";

const fields = ["question", "answer"] as const;

/** What a machine wrote and a native left of it; it leads to the item. */
export function CorrectionCard({ slug, row }: { slug: string; row: SettledCorrection }) {
  const { t } = useTranslation();
  const language = useLanguage(row.language);
  loadFont(language.script);
  return (
    <Paper withBorder p="md" component="article" aria-label={row.external_id}>
      <Group justify="space-between" mb="xs">
        <Group gap="sm">
          <Anchor component={Link} to={`/d/${slug}/items/${row.item}`}>
            <bdi>{row.external_id}</bdi>
          </Anchor>
          <LanguageName code={row.language} />
        </Group>
        <Badge variant="default" tt="none">
          {t(`corrections.${row.verdict}`)}
        </Badge>
      </Group>
      <Stack gap="sm">
        {fields.map((field) => (
          <div key={field}>
            <Text size="sm" c="dimmed">
              <bdi lang="en" dir="ltr">
                {row.english[field]}
              </bdi>
            </Text>
            {row.verdict === "untranslatable" ? (
              <ItemText language={row.language} size="row">
                {row.machine[field]}
              </ItemText>
            ) : (
              <DiffText
                before={row.machine[field]}
                after={row.settled[field]}
                language={language}
              />
            )}
          </div>
        ))}
      </Stack>
      <Facts row={row} />
    </Paper>
  );
}

function Facts({ row }: { row: SettledCorrection }) {
  const { t } = useTranslation();
  const { fixed, duration } = useNumbers();
  const { long } = useDays();
  const hter = hterOf(row);
  const kinds = (row.work?.kinds ?? []).map((name) => {
    const [field = "", kind = ""] = name.split(".");
    return t(`corrections.in_${field === "answer" ? "answer" : "question"}`, {
      kind: t(`corrections.kind_${kind as "number"}`),
    });
  });
  const facts = [
    t("corrections.by_whom", { rater: row.rater, day: long(row.settled_on) }),
    t("corrections.took", { time: duration(row.work?.active_s ?? row.seconds) }),
    row.engine,
    hter !== null && `${t("corrections.column_hter")} ${fixed(hter, 2)}`,
    ...kinds,
    row.override_reason !== "" && t("corrections.overridden", { reason: row.override_reason }),
  ].filter((fact) => fact !== false);
  return (
    <Group gap="xs" mt="sm">
      {facts.map((fact) => (
        <Text key={fact} size="sm" c="dimmed">
          <bdi>{fact}</bdi>
        </Text>
      ))}
    </Group>
  );
}
