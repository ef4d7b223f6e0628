import { Anchor, Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { NearDuplicate } from "@/api/types";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";
import { useSplitName } from "@/lib/splits";

interface Props {
  slug: string;
  pair: NearDuplicate;
}

/** Two items side by side, and how alike they are. */
export function PairCard({ slug, pair }: Props) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const splitName = useSplitName();
  const sides = [
    { role: t("duplicates.held_out"), item: pair.held_out },
    { role: t("duplicates.other"), item: pair.other },
  ];
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{t("duplicates.alike", { share: share(pair.similarity, 1) })}</Text>
        <Text size="sm" c="dimmed">
          <LanguageName code={pair.language} />
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {sides.map(({ role, item }) => (
          <div key={role}>
            <Text size="sm" c="dimmed">
              {role} · {splitName(item.split)} ·{" "}
              <Anchor
                component={Link}
                to={`/d/${slug}/items/${item.id}`}
                inherit
                underline="always"
              >
                <bdi>{item.external_id}</bdi>
              </Anchor>
            </Text>
            <ItemText language={pair.language} size="row">
              {item.question}
            </ItemText>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
