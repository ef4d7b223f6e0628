import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { TrainingDetail } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";

import { SkippedRows } from "./SkippedRows";

const reasons = [
  "bench",
  "no_recording",
  "no_answer",
  "too_short",
  "too_long",
  "repeated",
  "gone",
  "unreadable",
  "not_finite",
  "shard_unreadable",
] as const;

/** A reason in words; one that has none yet goes by its code. */
function useReasonWords() {
  const { t } = useTranslation();
  return (code: string) => {
    const reason = reasons.find((one) => one === code);
    return reason === undefined ? code : t(`training.skipped_${reason}`);
  };
}

/** Samples that nothing was learnt from, counted by reason, and each of them on demand. */
export function Skipped({ slug, run }: { slug: string; run: TrainingDetail }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useReasonWords();
  return (
    <Section title={t("training.skipped")} lead={t("training.skipped_lead")}>
      {run.skipped.length === 0 && <Text>{t("training.nothing_skipped")}</Text>}
      {run.skipped.length > 0 && (
        <>
          <Table maw="32rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("training.reason")}</Table.Th>
                <Table.Th scope="col" ta="end">
                  {t("training.samples")}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {run.skipped.map(({ reason, count: many }) => (
                <Table.Tr key={reason}>
                  <Table.Th scope="row" fw={400}>
                    {words(reason)}
                  </Table.Th>
                  <Table.Td ta="end">{count(many)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Disclosure label={t("training.show_skipped")}>
            <SkippedRows slug={slug} id={run.id} words={words} />
          </Disclosure>
        </>
      )}
    </Section>
  );
}
