import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Place } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { StepTitle } from "./StepTitle";

interface Props {
  place: Place;
  onAgain: () => void;
}

function screenOf({ step, daily }: Place) {
  if (step === "refused") return "refused";
  if (step === "break") return daily ? "day" : "break";
  return "done";
}

/** Nothing to do now: a rest, the day's limit, no tries left, or nothing waits. */
export function WaitStep({ place, onAgain }: Props) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const screen = screenOf(place);
  const time = place.until === null ? "" : date(place.until);
  return (
    <>
      <StepTitle title={t(`path.${screen}_title`)} lead={t(`path.${screen}_lead`, { time })} />
      <Group>
        <Button component={Link} to="/" size="md">
          {t("desk.back")}
        </Button>
        {place.until !== null && (
          <Button size="md" variant="default" onClick={onAgain}>
            {t("common.try_again")}
          </Button>
        )}
      </Group>
    </>
  );
}
