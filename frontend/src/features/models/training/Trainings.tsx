import { Anchor, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { DrawnTraining } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { useUrlFilter } from "@/lib/use-url-filter";

import { useDrawnTrainings } from "../api/get-trainings";
import { CurvePlot } from "./CurvePlot";
import { RunChoices } from "./RunChoices";
import { SpentPlot } from "./SpentPlot";

/** The newest trainings beside each other. */
export function Trainings({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const drawn = useDrawnTrainings(slug);
  if (drawn.isPending) return <Loading />;
  if (drawn.isError) return <ErrorNote error={drawn.error} onRetry={() => void drawn.refetch()} />;
  if (drawn.data.length === 0)
    return (
      <EmptyState title={t("models.no_training")} teaches={t("models.no_training_teaches")}>
        <Anchor component={Link} to={`/d/${slug}/trainings`}>
          {t("models.go_training")}
        </Anchor>
      </EmptyState>
    );
  return <Drawn slug={slug} trainings={drawn.data} />;
}

/** Those that were left out stand in the address. */
function Drawn({ slug, trainings }: { slug: string; trainings: DrawnTraining[] }) {
  const [{ curve, without }, change] = useUrlFilter({ curve: "loss", without: "" });
  const left = without === "" ? [] : without.split(",").map(Number);
  const shown = trainings.filter(({ id }) => !left.includes(id));
  return (
    <Stack gap="lg">
      <RunChoices
        trainings={trainings}
        curve={curve}
        left={left}
        onCurve={(name) => change({ curve: name })}
        onLeave={(ids) => change({ without: ids.join(",") })}
      />
      <CurvePlot slug={slug} trainings={shown} measure={curve} />
      <SpentPlot slug={slug} trainings={shown} />
    </Stack>
  );
}
