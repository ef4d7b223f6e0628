import { Anchor, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useUser } from "@/api/session";
import type { GivenAnswer } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

interface Props {
  slug: string;
  kind: string;
  rows: GivenAnswer[];
}

export function AnswerTable({ slug, kind, rows }: Props) {
  const { t } = useTranslation();
  const manages = useUser()?.role !== "researcher";
  const votes = kind === "listening";
  const columns = [
    "item",
    "language",
    "said",
    ...(votes ? (["voice", "counted"] as const) : []),
    "seconds",
    "given_at",
    ...(manages ? (["rater"] as const) : []),
  ] as const;
  return (
    <ScrollRegion label={t("answers.title")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col" ta={column === "seconds" ? "end" : "start"}>
                {column === "language" ? t("common.language") : t(`answers.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id} slug={slug} row={row} manages={manages} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ slug, row, manages }: { slug: string; row: GivenAnswer; manages: boolean }) {
  const { t } = useTranslation();
  const { date, fixed } = useNumbers();
  const { excluded_because: reason } = row;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {row.item === null ? (
          <bdi dir="ltr">{row.external_id}</bdi>
        ) : (
          <Anchor component={Link} to={`/d/${slug}/items/${row.item}?language=${row.language}`}>
            <bdi dir="ltr">{row.external_id}</bdi>
          </Anchor>
        )}
      </Table.Th>
      <Table.Td>
        <LanguageName code={row.language} />
      </Table.Td>
      <Table.Td>
        <Said row={row} />
        {row.elsewhere && (
          <Text size="sm" c="dimmed">
            {t("label_studio.label_studio")}
          </Text>
        )}
      </Table.Td>
      {row.kind === "listening" && (
        <>
          <Table.Td>
            <bdi dir="ltr">{[row.engine, row.voice].filter((part) => part !== "").join(" · ")}</bdi>
          </Table.Td>
          <Table.Td>
            {reason === null ? t("answers.counts_yes") : t(`quality.reason.${reason}`)}
          </Table.Td>
        </>
      )}
      <Table.Td ta="end">{fixed(row.seconds, 1)}</Table.Td>
      <Table.Td>{date(row.given_at)}</Table.Td>
      {manages && (
        <Table.Td>
          <Anchor
            component={Link}
            to={answersPath(slug, { kind: row.kind, rater: row.rater ?? "" })}
          >
            <bdi>{row.name}</bdi>
          </Anchor>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Said({ row }: { row: GivenAnswer }) {
  const { t } = useTranslation();
  if (row.verdict !== null) return t(`answers.verdict_${row.verdict}`);
  if (row.choice !== null) return t(`answers.choice_${row.choice}`);
  return t("answers.scores", { naturalness: row.naturalness, understood: row.understood });
}
