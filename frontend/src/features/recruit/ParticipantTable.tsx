import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Participant } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

const COLUMNS = [
  "participant",
  "language",
  "outcome",
  "decision",
  "sessions",
  "time",
  "checks",
  "votes",
] as const;

export function ParticipantTable({ participants }: { participants: Participant[] }) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t("recruit.participants")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`recruit.column_${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {participants.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ one }: { one: Participant }) {
  const { t } = useTranslation();
  const { count, date, duration } = useNumbers();
  const excluded = one.excluded.reduce((sum, { votes }) => sum + votes, 0);
  return (
    <Table.Tr>
      <Table.Td>
        <Text ff="monospace" size="sm" dir="ltr">
          {one.prolific_id}
        </Text>
        <Text size="sm" c="dimmed">
          {date(one.arrived_at)}
        </Text>
      </Table.Td>
      <Table.Td>
        <LanguageName code={one.language} />
      </Table.Td>
      <Table.Td>{t(`recruit.outcome_${one.outcome || "open"}`)}</Table.Td>
      <Table.Td>{t(`recruit.decision_${one.decision}`)}</Table.Td>
      <Table.Td>{count(one.sessions)}</Table.Td>
      <Table.Td>{one.seconds > 0 ? duration(one.seconds) : "–"}</Table.Td>
      <Table.Td>
        {t("recruit.checks_failed", {
          failed: count(one.checks_failed),
          checks: count(one.checks),
        })}
      </Table.Td>
      <Table.Td>
        {count(one.votes)}
        {excluded > 0 && (
          <Text size="sm" c="dimmed">
            {t("recruit.excluded", { votes: count(excluded) })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
