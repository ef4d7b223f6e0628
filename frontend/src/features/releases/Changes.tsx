import { Button, Paper, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ChangeKind, ReleaseChanges } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { ChangedRows } from "./ChangedRows";

const kinds: ChangeKind[] = [
  "added",
  "removed",
  "corrected",
  "retranslated",
  "revoiced",
  "rejudged",
];

interface Props {
  slug: string;
  name: string;
  changes: ReleaseChanges | null;
}

/** What the release changed since the one before: how many rows, and on demand which. */
export function Changes({ slug, name, changes }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const [shown, setShown] = useState<ChangeKind | null>(null);
  if (changes === null) return null;
  const rows = kinds.flatMap((kind) => {
    const total = Object.values(changes.counts[kind] ?? {}).reduce((sum, rows) => sum + rows, 0);
    return total === 0 ? [] : [{ kind, total }];
  });
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="changes">
      <Title order={2} size="h3" id="changes" mb="xs">
        {t("release_card.changes")}
      </Title>
      {changes.since === null ? (
        <Text>{t("release_card.nothing_before")}</Text>
      ) : (
        <Text>
          {t("release_card.since")} <bdi>{changes.since}</bdi>
          {rows.length === 0 && `: ${t("release_card.nothing_changed")}`}
        </Text>
      )}
      {rows.length > 0 && (
        <ScrollRegion label={t("release_card.changes")}>
          <Table mt="sm">
            <Table.Tbody>
              {rows.map(({ kind, total }) => (
                <Table.Tr key={kind}>
                  <Table.Th scope="row">{t(`release_card.kind_${kind}`)}</Table.Th>
                  <Table.Td ta="end">
                    {t("releases.rows", { count: total, written: count(total) })}
                  </Table.Td>
                  <Table.Td ta="end">
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-expanded={shown === kind}
                      aria-label={`${t("release_card.show_ids")}: ${t(`release_card.kind_${kind}`)}`}
                      onClick={() => setShown(shown === kind ? null : kind)}
                    >
                      {t("release_card.show_ids")}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
      {shown !== null && <ChangedRows key={shown} slug={slug} name={name} kind={shown} />}
    </Paper>
  );
}
