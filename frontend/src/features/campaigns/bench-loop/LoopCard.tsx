import { Badge, Button, Group, Paper, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { BenchLoop } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { History } from "@/components/History";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { useVoiceAgain } from "../api/bench-loops";

const COLUMNS = ["stage", "settled", "rate", "silent", "votes"] as const;

/** How far the bench is in each language, and what a manager may do about what stands still. */
export function LoopCard({ slug, loop }: { slug: string; loop: BenchLoop }) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const voice = useVoiceAgain(slug);
  const silent = loop.languages.some((part) => part.silent > 0);
  const done = loop.languages.every((part) => part.stage === "heard");
  return (
    <Paper withBorder p="lg" component="article">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h3">
            {t("bench_loop.title")}
          </Title>
          <Text c="dimmed">
            {t(`label_studio.${loop.backend}`)} · <bdi>{date(loop.created_at)}</bdi>
          </Text>
        </div>
        <Badge color={loop.state === "open" ? "teal" : "gray"} variant="dot">
          {t(done ? "bench_loop.done" : `campaigns.state_${loop.state}`)}
        </Badge>
      </Group>
      <ScrollRegion label={t("bench_loop.title")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("common.languages")}</Table.Th>
              {COLUMNS.map((column) => (
                <Table.Th key={column} scope="col" ta={column === "stage" ? "start" : "end"}>
                  {t(`bench_loop.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {loop.languages.map((part) => (
              <Row key={part.language} part={part} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <ErrorNote error={voice.error} />
      <Group mt="md">
        {silent && (
          <Button variant="default" loading={voice.isPending} onClick={() => voice.mutate(loop.id)}>
            {t("bench_loop.voice")}
          </Button>
        )}
        {done && (
          <Button component={Link} to={`/d/${slug}/releases`}>
            {t("bench_loop.release")}
          </Button>
        )}
      </Group>
      <History slug={slug} of="bench_loop" id={loop.id} />
    </Paper>
  );
}

function Row({ part }: { part: BenchLoop["languages"][number] }) {
  const { t } = useTranslation();
  const { count, share } = useNumbers();
  const of = (done: number, whole: number) =>
    t("bench_loop.of", { part: count(done), of: count(whole) });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <LanguageName code={part.language} />
      </Table.Th>
      <Table.Td>{t(`bench_loop.stage_${part.stage}`, { count: part.untranslated })}</Table.Td>
      <Table.Td ta="end">{of(part.settled, part.settled + part.to_correct)}</Table.Td>
      <Table.Td ta="end">
        {part.rate === null || part.low === null || part.high === null
          ? "–"
          : t("bench_loop.rate_words", {
              rate: share(part.rate, 1),
              low: share(part.low, 1),
              high: share(part.high, 1),
            })}
      </Table.Td>
      <Table.Td ta="end">
        {count(part.silent)}
        {part.stuck > 0 && <Text size="sm">{t("bench_loop.stuck", { count: part.stuck })}</Text>}
      </Table.Td>
      <Table.Td ta="end">
        {part.votes_needed === 0 ? "–" : of(part.votes, part.votes_needed)}
      </Table.Td>
    </Table.Tr>
  );
}
