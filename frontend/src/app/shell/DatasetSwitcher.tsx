import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { datasetsQuery } from "@/api/datasets";

interface Props {
  slug: string | undefined;
  onGo: () => void;
}

export function DatasetSwitcher({ slug, onGo }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: datasets = [] } = useQuery(datasetsQuery);
  const choices = datasets.map((dataset) => ({ value: dataset.slug, label: dataset.name }));
  const open = (chosen: string) => {
    onGo();
    void navigate(`/d/${chosen}`);
  };
  return (
    <NativeSelect
      label={t("shell.dataset")}
      value={slug ?? ""}
      data={slug === undefined ? [{ value: "", label: t("shell.choose") }, ...choices] : choices}
      onChange={(event) => open(event.currentTarget.value)}
    />
  );
}
