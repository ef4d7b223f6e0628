import { Progress, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { Campaign } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

export function LanguageProgressList({ progress }: Pick<Campaign, "progress">) {
  const { t } = useTranslation();
  const { count, share } = useNumbers();
  const order = useLanguages().map(({ code }) => code);
  const inOneOrder = progress.toSorted(
    (one, other) => order.indexOf(one.language) - order.indexOf(other.language),
  );
  return (
    <SimpleGrid cols={{ base: 2, md: 3 }} verticalSpacing="xs">
      {inOneOrder.map(({ language, votes, votes_needed: needed }) => (
        <div key={language}>
          <Text size="sm">
            <LanguageName code={language} />
          </Text>
          <Progress
            value={(100 * votes) / Math.max(1, needed)}
            aria-label={t("campaigns.share", { share: share(votes, needed) })}
          />
          <Text size="sm" c="dimmed">
            {t("campaigns.votes", { votes: count(votes), needed: count(needed) })}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
