import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type Kind, kinds } from "../api/get-compared-items";

interface Props {
  /** "" is all of them. */
  chosen: Kind | "";
  onChoose: (kind: Kind | "") => void;
}

export function KindFilter({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t("benchmarks.only")}
      data={[
        { value: "", label: t("benchmarks.only_all") },
        ...kinds.map((value) => ({ value, label: t(`benchmarks.only_${value}`) })),
      ]}
      value={chosen}
      onChange={({ currentTarget: { value } }) =>
        onChoose(kinds.find((kind) => kind === value) ?? "")
      }
    />
  );
}
