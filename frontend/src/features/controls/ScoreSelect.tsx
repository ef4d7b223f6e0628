import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  scale: "naturalness" | "understood";
  value: number;
  onChange: (score: number) => void;
}

/** A score, 1-5. */
export function ScoreSelect({ scale, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t(`controls.${scale}`)}
      value={String(value)}
      data={["1", "2", "3", "4", "5"]}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}
