import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Leaderboard } from "@/api/types";
import { Section } from "@/components/Section";

import { usePrinted } from "@/api/printed";
import { PrintedRates } from "./PrintedRates";
import { PrintedTable } from "./PrintedTable";

/** What the paper prints of the same task; nothing where it prints nothing. */
export function PrintedSection({ slug, board }: { slug: string; board: Leaderboard }) {
  const { t } = useTranslation();
  const { data: printed } = usePrinted();
  const { benchmark, systems } = board;
  const columns = printed?.columns.filter(({ suite }) => suite === benchmark.suite) ?? [];
  const rates = benchmark.task === "answer" ? (printed?.rates ?? []) : [];
  if (columns.length + rates.length === 0) return null;
  const notes = [...new Set(columns.flatMap((column) => column.notes))];
  return (
    <Section title={t("benchmarks.printed")} lead={t("benchmarks.printed_lead")}>
      {columns.length > 0 && (
        <PrintedTable
          file={`${slug}.${benchmark.name}.beside-the-paper`}
          columns={columns}
          standings={systems.filter(({ answered }) => answered > 0)}
        />
      )}
      {notes.map((note) => (
        <Text key={note} size="sm" c="dimmed" mt="xs" maw="44rem" lang="en" dir="ltr">
          {note}
        </Text>
      ))}
      {rates.length > 0 && <PrintedRates rates={rates} />}
    </Section>
  );
}
