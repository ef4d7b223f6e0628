import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { PrintedColumn } from "@/api/types";

import { useScoreWords } from "@/components/scores/use-score-words";

/** A value as printed; where it stands in the wrong row, what should stand there. */
export function PrintedCell({ column, code }: { column: PrintedColumn; code: string }) {
  const { t } = useTranslation();
  const words = useScoreWords();
  const write = (value: number | undefined) =>
    words.score({ metric: column.metric, value: value ?? null, low: null, high: null });
  const printed = column.values[code];
  const right = column.corrected[code];
  return (
    <Table.Td ta="end" c="dimmed">
      <bdi dir="ltr">{write(printed)}</bdi>
      {printed !== undefined && right !== printed && (
        <Text size="xs" c="var(--studio-warn)">
          {right === undefined
            ? t("benchmarks.misplaced_none")
            : t("benchmarks.misplaced", { value: write(right) })}
        </Text>
      )}
    </Table.Td>
  );
}
