import { SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { DatedRejectionRate } from "@/api/types";
import { CutNote } from "@/components/charts/CutNote";
import { type Column, Plot } from "@/components/charts/Plot";
import { StepSelect } from "@/components/charts/StepSelect";
import { type Moment, TimeChart } from "@/components/charts/TimeChart";
import { isCut } from "@/components/charts/Whiskers";
import { Loading } from "@/components/Loading";
import { useNumbers } from "@/lib/numbers";
import { useServerWords } from "@/lib/server-words";
import { lastDayOf, useDays } from "@/lib/use-days";

import { useTimes } from "../api/get-rates";
import { type Chosen, itemsOf, type Step } from "../filter";
import { seriesOf, type Series, ticksOf } from "../rates";
import { useRateColumns, useRateWords } from "./use-rate-words";

interface Props {
  slug: string;
  chosen: Chosen;
  step: Step;
  onStep: (step: string) => void;
}

/** More small charts than these are no longer looked at; the table has all. */
const CHARTS = 6;

/** How often checks reject by when the text or recording was made, a chart for each check. */
export function TimePlot({ slug, chosen, step, onStep }: Props) {
  const { t } = useTranslation();
  const { rate: write } = useNumbers();
  const times = useTimes(slug, chosen, step);
  const rows = times ?? [];
  const { periods, shown, left } = seriesOf(rows, CHARTS);
  const { check: nameOf } = useServerWords();
  const momentOf = useMoments(slug, chosen, step);
  const drawn = shown.flatMap(({ rates: row }) => row.flatMap((one) => one ?? []));
  const ticks = ticksOf(drawn, 3);
  return (
    <Plot
      title={t("checks.times")}
      lead={t("checks.times_lead")}
      file={`${slug}.rejection-times.${step}`}
      rows={rows}
      rowKey={({ made_from, check }) => `${made_from} ${check}`}
      columns={useColumns()}
      controls={<StepSelect value={step} onChange={onStep} />}
    >
      {times === undefined && <Loading />}
      {times !== undefined && shown.length === 0 && <Text>{t("checks.times_none")}</Text>}
      <SimpleGrid cols={{ base: 1, md: shown.length > 1 ? 2 : 1 }}>
        {shown.map((series) => (
          <div key={series.check}>
            <Text fw={600}>
              <bdi>{nameOf(series.check)}</bdi>
            </Text>
            <TimeChart
              moments={periods.map((period, at) => momentOf(series, period, at))}
              marks="dots"
              ticks={ticks}
              write={write}
            />
          </div>
        ))}
      </SimpleGrid>
      {isCut(
        drawn.map(({ interval }) => interval),
        [0, ticks.at(-1) ?? 1],
      ) && <CutNote />}
      {left > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("checks.times_left", { count: left })}
        </Text>
      )}
    </Plot>
  );
}

/** What is drawn of a check at a time, the same times in every chart. */
function useMoments(slug: string, chosen: Chosen, step: Step) {
  const { t } = useTranslation();
  const day = useDays();
  const { check: nameOf } = useServerWords();
  const { words } = useRateWords();
  return ({ check, rates }: Series, period: string, at: number): Moment => {
    const row = rates[at];
    const name = `${nameOf(check)}, ${day.period(period, step)}`;
    const days = { since: period, until: lastDayOf(period, step) };
    return {
      key: period,
      label: day.short(period),
      value: row?.rate ?? null,
      interval: row?.interval ?? null,
      words: row === undefined ? t("checks.none_made", { name }) : words(name, row),
      ...(row !== undefined && row.failed > 0 && { to: itemsOf(slug, chosen, { check, ...days }) }),
    };
  };
}

function useColumns(): Column<DatedRejectionRate>[] {
  const { t } = useTranslation();
  const { check: nameOf } = useServerWords();
  const numbers = useRateColumns<DatedRejectionRate>();
  return [
    { key: "from", title: t("checks.column_from"), value: ({ made_from }) => made_from },
    {
      key: "check",
      title: t("checks.check"),
      value: ({ check }) => check,
      show: ({ check }) => <bdi>{nameOf(check)}</bdi>,
    },
    ...numbers,
  ];
}
