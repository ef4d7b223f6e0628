import { Checkbox, Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { DrawnTraining } from "@/api/types";

import { LOSS, measuresOf } from "./curves";

interface Props {
  trainings: readonly DrawnTraining[];
  curve: string;
  /** Trainings that are not drawn. */
  left: readonly number[];
  onCurve: (name: string) => void;
  onLeave: (ids: number[]) => void;
}

export function RunChoices({ trainings, curve, left, onCurve, onLeave }: Props) {
  const { t } = useTranslation();
  const turn = (id: number) =>
    onLeave(left.includes(id) ? left.filter((one) => one !== id) : [...left, id]);
  return (
    <Group align="flex-end" role="group" aria-label={t("models.choose_trainings")}>
      <NativeSelect
        label={t("models.curve")}
        data={[{ value: LOSS, label: t("models.loss") }, ...measuresOf(trainings)]}
        value={curve}
        onChange={(event) => onCurve(event.currentTarget.value)}
      />
      {trainings.length > 1 &&
        trainings.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={<bdi dir="ltr">{name}</bdi>}
            checked={!left.includes(id)}
            onChange={() => turn(id)}
          />
        ))}
    </Group>
  );
}
