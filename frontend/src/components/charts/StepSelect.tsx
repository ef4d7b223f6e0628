import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

const steps = ["week", "day"] as const;

interface Props {
  value: (typeof steps)[number];
  onChange: (step: string) => void;
}

/** How long a time each point of a chart over time stands for. */
export function StepSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t("charts.step")}
      value={value}
      data={steps.map((step) => ({ value: step, label: t(`charts.step_${step}`) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
      maw="12rem"
      mb="md"
    />
  );
}
