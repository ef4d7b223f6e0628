import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useNumbers } from "@/lib/numbers";

import { useChoices } from "./api/get-choices";
import { type Field, type ItemFilter, stages } from "./filter";
import classes from "./ItemsPage.module.css";

interface Props {
  slug: string;
  filter: ItemFilter;
  set: (field: Field) => (value: string) => void;
}

const SCORES = ["2", "3", "3.5", "4", "4.5"];
const mine: Field[] = [
  "source",
  "stage",
  "verified",
  "engine",
  "licence",
  "least_naturalness",
  "least_understood",
];

/** The filters that are wanted less often, folded away until one of them is set. */
export function MoreFilters({ slug, filter, set }: Props) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  const { sources, engines, licences } = useChoices(slug);
  const plain = (values: string[]) => values.map((value) => ({ value, label: value }));
  const scores = SCORES.map((value) => ({ value, label: decimal(Number(value)) }));
  const choices: Partial<Record<Field, { value: string; label: string }[]>> = {
    source: sources.map(({ slug: value, name }) => ({ value, label: name })),
    stage: stages.map((value) => ({ value, label: t(`stage.${value}`) })),
    verified: [
      { value: "true", label: t("items.is_verified") },
      { value: "false", label: t("items.is_not_verified") },
    ],
    engine: plain(engines),
    licence: plain(licences),
    least_naturalness: scores,
    least_understood: scores,
  };
  return (
    <details className={classes.more} open={mine.some((field) => filter[field] !== "")}>
      <summary>{t("items.more_filters")}</summary>
      <Group align="flex-end" mt="xs">
        {mine.map((field) => (
          <NativeSelect
            key={field}
            label={t(`items.${field}`)}
            value={filter[field]}
            data={[
              { value: "", label: t("common.all") },
              ...withChosen(choices[field], filter[field]),
            ]}
            onChange={(event) => set(field)(event.currentTarget.value)}
          />
        ))}
      </Group>
    </details>
  );
}

/** A shared link may ask for what isn't offered (any more): it is shown as it stands. */
function withChosen(offered: { value: string; label: string }[] = [], chosen: string) {
  const known = chosen === "" || offered.some(({ value }) => value === chosen);
  return known ? offered : [...offered, { value: chosen, label: chosen }];
}
