import { Anchor, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { DrawnTraining } from "@/api/types";
import { LineChart } from "@/components/charts/LineChart";
import { Plot } from "@/components/charts/Plot";
import { useNumbers } from "@/lib/numbers";

import { type Curve, curvesOf, extentOf, LOSS } from "./curves";

interface Props {
  slug: string;
  trainings: readonly DrawnTraining[];
  measure: string;
}

/** A small chart a training, all on the same axes, with the others in grey behind it. */
export function CurvePlot({ slug, trainings, measure }: Props) {
  const { t } = useTranslation();
  const curves = curvesOf(trainings, measure);
  const extent = extentOf(curves);
  const rows = curves.flatMap(({ training, line, second }) => [
    ...line.map((point) => ({ training, measure, ...point })),
    ...second.map((point) => ({ training, measure: "validation", ...point })),
  ]);
  const title = measure === LOSS ? t("models.loss") : measure;
  return (
    <Plot
      title={t("models.curves_title", { measure: title })}
      lead={t(measure === LOSS ? "models.curves_lead" : "models.curves_lead_metric")}
      file={`${slug}.trainings.${measure}`}
      rows={rows}
      rowKey={(row) => `${row.training.id} ${row.measure} ${row.x}`}
      columns={[
        { key: "training", title: t("models.training"), value: (row) => row.training.name },
        { key: "measure", title: t("benchmarks.metric"), value: (row) => row.measure },
        { key: "step", title: t("training.step"), value: (row) => row.x },
        { key: "value", title: t("models.score"), value: (row) => row.y },
      ]}
    >
      {curves.length === 0 && <Text>{t("models.no_points")}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
        {curves.map((curve) => (
          <Small
            key={curve.training.id}
            slug={slug}
            curve={curve}
            others={curves.filter((one) => one !== curve).map(({ line }) => line)}
            {...extent}
          />
        ))}
      </SimpleGrid>
    </Plot>
  );
}

interface SmallProps {
  slug: string;
  curve: Curve;
  others: Curve["line"][];
  end: number;
  top: number;
}

function Small({ slug, curve, others, end, top }: SmallProps) {
  const { t } = useTranslation();
  const { decimal, count } = useNumbers();
  const { training, line, second } = curve;
  const last = line.at(-1) ?? second.at(-1);
  const told = t("models.curve_words", {
    name: training.name,
    step: count(last?.x ?? 0),
    value: decimal(last?.y ?? 0, 3),
  });
  return (
    <div>
      <Title order={3} size="h5">
        <Anchor component={Link} to={`/d/${slug}/trainings/${training.id}`} inherit>
          <bdi dir="ltr">{training.name}</bdi>
        </Anchor>
      </Title>
      <LineChart
        line={line}
        second={second}
        others={others}
        end={end}
        top={top}
        write={(value) => decimal(value, 2)}
        words={told}
      />
    </div>
  );
}
