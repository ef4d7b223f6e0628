import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ItemVersion } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

export function Votes({ votes }: { votes: ItemVersion["votes"] }) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  if (votes.count === 0 || votes.naturalness === null || votes.understood === null) return null;
  return (
    <Text size="sm">
      {t("item.votes", {
        count: votes.count,
        naturalness: decimal(votes.naturalness),
        understood: decimal(votes.understood),
      })}
    </Text>
  );
}
