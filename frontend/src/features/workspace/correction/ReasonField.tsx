import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { places } from "./draft";

interface Props {
  value: string;
  onChange: (value: string) => void;
}

/** Asked for where the automatic checks doubt what was typed. */
export function ReasonField({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Textarea
      id={places.reason}
      label={t("correcting.reason")}
      description={t("correcting.reason_hint")}
      value={value}
      maxLength={2000}
      autosize
      minRows={2}
      required
      dir="auto"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
