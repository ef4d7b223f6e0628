import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { TrainingEstimate } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { useNumbers } from "@/lib/numbers";

import { FactList } from "../FactList";
import { useAmounts } from "../use-amounts";
import classes from "./EstimateNote.module.css";
import { HoursTable } from "./HoursTable";

interface Props {
  /** Undefined where there is none yet, or the wish was refused. */
  estimate: TrainingEstimate | undefined;
  waiting: boolean;
  complete: boolean;
  refused: boolean;
  /** The release has to be exported first. */
  reads: boolean;
}

/** What the training will do, take and cost, before anyone starts it. */
export function EstimateNote({ estimate, waiting, complete, refused, reads }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.note} aria-live="polite" aria-busy={waiting}>
      <Title order={3} size="h4" mb="xs">
        {t("training.estimate")}
      </Title>
      {!complete && <Text size="sm">{t("training.choose_data")}</Text>}
      {complete && refused && <Text size="sm">{t("training.refused")}</Text>}
      {complete && !refused && estimate === undefined && (
        <Text c="dimmed">{t("training.estimating")}</Text>
      )}
      {complete && estimate !== undefined && <Foreseen estimate={estimate} reads={reads} />}
    </div>
  );
}

function Foreseen({ estimate, reads }: { estimate: TrainingEstimate; reads: boolean }) {
  const { t } = useTranslation();
  const { count, decimal, duration } = useNumbers();
  const { price, sizeOf } = useAmounts();
  const { hours, samples, at_most: capped, gpu_hours: gpu, hours_of_work: work } = estimate;
  const audio = duration(hours * 3600);
  return (
    <Stack gap="xs">
      <FactList
        facts={[
          [t("training.audio"), capped ? t("training.at_most", { written: audio }) : audio],
          [t("training.samples"), count(samples)],
          [t("training.steps"), count(estimate.steps)],
          [t("training.tokens"), count(estimate.tokens)],
          [
            t("training.gpu_hours"),
            gpu === null ? t("training.unknown") : decimal(gpu, gpu < 1 ? 4 : 1),
          ],
          [t("training.time"), work === null ? t("training.unknown") : duration(work * 3600)],
          [t("training.memory"), sizeOf(estimate.memory_bytes)],
          [t("training.disk"), sizeOf(estimate.disk_bytes)],
          [t("training.cost"), price(estimate.cost, estimate.currency, gpu !== null)],
        ]}
      />
      <Assumed estimate={estimate} />
      {reads && <Text size="sm">{t("training.exports_first")}</Text>}
      {estimate.unknown.length > 0 && (
        <Text size="sm">
          {t("training.unmeasured", { sources: estimate.unknown.join(t("common.comma")) })}
        </Text>
      )}
      <div>
        <Disclosure label={t("training.hours_by_language")}>
          <HoursTable hours={estimate.hours_by_language} />
        </Disclosure>
      </div>
    </Stack>
  );
}

/** Where the time comes from. */
function Assumed({ estimate }: { estimate: TrainingEstimate }) {
  const { t } = useTranslation();
  const { count, share } = useNumbers();
  const { measured_on: measured, gpu_hours, devices, utilisation, tflops } = estimate;
  const words =
    gpu_hours === null
      ? t("training.size_unknown")
      : measured === ""
        ? t("training.speed_assumed", {
            count: devices,
            share: share(utilisation, 1),
            tflops: count(tflops),
          })
        : t("training.speed_measured", { name: measured });
  return (
    <Text size="sm" c="dimmed">
      {words}
    </Text>
  );
}
