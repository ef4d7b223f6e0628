import { Badge, Table, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { TrainingCurves } from "@/api/types";
import { SaveChart } from "@/components/charts/SaveChart";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { measuresOf } from "./curves";

interface Props {
  name: string;
  curves: TrainingCurves;
}

/** What was measured of the samples held out; the best step is marked. */
export function ValidationTable({ name, curves }: Props) {
  const { t } = useTranslation();
  const { count, fixed } = useNumbers();
  const measures = measuresOf(curves);
  const best = curves.validations.findLast(({ is_best }) => is_best)?.step;
  const shown = (value: number | null | undefined) => (value == null ? "–" : fixed(value, 3));
  const rows = () => [
    ["step", "loss", ...measures],
    ...curves.validations.map(({ step, loss, metrics }) => [
      step,
      loss,
      ...measures.map((measure) => metrics[measure] ?? null),
    ]),
  ];
  return (
    <div>
      <Title order={3} size="h5">
        {t("training.validations")}
      </Title>
      <ScrollRegion label={t("training.validations")}>
        <Table miw="24rem" maw="48rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("training.step")}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t("training.metric_loss")}
              </Table.Th>
              {measures.map((measure) => (
                <Table.Th key={measure} scope="col" ta="end">
                  <bdi dir="ltr">{measure}</bdi>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {curves.validations.map(({ step, loss, metrics }) => (
              <Table.Tr key={step}>
                <Table.Th scope="row" fw={400}>
                  {count(step)}{" "}
                  {step === best && (
                    <Badge size="sm" tt="none">
                      {t("training.best")}
                    </Badge>
                  )}
                </Table.Th>
                <Table.Td ta="end">{fixed(loss, 3)}</Table.Td>
                {measures.map((measure) => (
                  <Table.Td key={measure} ta="end">
                    {shown(metrics[measure])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <SaveChart name={`${name}-validations`} rows={rows} label={t("training.validations")} />
    </div>
  );
}
