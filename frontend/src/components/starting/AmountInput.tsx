import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { amountIn, type Bounds } from "@/lib/amounts";

import type { Field } from "./use-fields";

interface Props extends Bounds {
  field: Field;
  label: string;
  description?: string | undefined;
  /** What an empty field means, where it may be empty. */
  usual?: string | undefined;
  /** What the server says against it. */
  problem?: string | undefined;
}

/** A whole number, which says what it takes as one types. */
export function AmountInput({ field, label, description, usual, problem, least, most }: Props) {
  const { t } = useTranslation();
  const isEmpty = usual !== undefined && field.value.trim() === "";
  const isWrong = !isEmpty && amountIn(field.value, { least, most }) === null;
  const rule =
    most === undefined ? t("starting.at_least", { least }) : t("starting.between", { least, most });
  return (
    <TextInput
      {...field}
      inputMode="numeric"
      label={label}
      description={description}
      placeholder={usual}
      required={usual === undefined}
      error={isWrong ? rule : problem}
    />
  );
}
