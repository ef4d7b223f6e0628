import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { TrainingCurves, TrainingDetail } from "@/api/types";
import { Section } from "@/components/Section";
import { SaveChart } from "@/components/charts/SaveChart";
import { Disclosure } from "@/components/Disclosure";

import { CurveChart } from "./CurveChart";
import { metrics, pointAt, rowsOf } from "./curves";
import { CurveTable } from "./CurveTable";
import { StepReader } from "./StepReader";
import { ValidationTable } from "./ValidationTable";

interface Props {
  run: TrainingDetail;
  curves: TrainingCurves;
}

/** What the training told of its steps: charts side by side, read at one step, and the table. */
export function Curves({ run, curves }: Props) {
  const { t } = useTranslation();
  const charts = useRef<HTMLDivElement>(null);
  const [looked, setLooked] = useState<number | null>(null);
  const { points, validations } = curves;
  const last = points.at(-1);
  if (last === undefined)
    return (
      <Section title={t("training.curves")}>
        <Text>{t("training.no_curves")}</Text>
      </Section>
    );
  const end = Math.max(last.step, validations.at(-1)?.step ?? 0);
  const at = pointAt(points, looked ?? end) ?? last;
  const name = `${run.name}-curves`;
  return (
    <Section title={t("training.curves")} lead={t("training.curves_lead")}>
      <Stack>
        <StepReader points={points} at={at} onLook={setLooked} />
        <SimpleGrid ref={charts} cols={{ base: 1, md: 2 }} spacing="xl">
          {metrics.map((metric) => (
            <CurveChart
              key={metric}
              metric={metric}
              curves={curves}
              end={end}
              at={at}
              onLook={setLooked}
            />
          ))}
        </SimpleGrid>
        <SaveChart name={name} of={charts} rows={() => rowsOf(curves)} />
        <div>
          <Disclosure label={t("training.as_table")}>
            <CurveTable rows={rowsOf(curves)} />
          </Disclosure>
        </div>
        {run.facts.held_out === 0 && <Text>{t("training.nothing_held_out")}</Text>}
        {validations.length > 0 && <ValidationTable name={run.name} curves={curves} />}
      </Stack>
    </Section>
  );
}
