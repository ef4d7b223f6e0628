import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { SOURCE, useLanguage } from "@/api/languages";
import type { FoundItem } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ItemText } from "@/components/ItemText";
import { useSplitName } from "@/lib/splits";

import { addressOf, type ItemFilter } from "./filter";
import classes from "./ItemsPage.module.css";

interface Props {
  slug: string;
  item: FoundItem;
  filter: ItemFilter;
}

export function ItemRow({ slug, item, filter }: Props) {
  const { t } = useTranslation();
  const splitName = useSplitName();
  const { sample } = item;
  const { name } = useLanguage(sample?.language ?? SOURCE);
  const address = addressOf(filter);
  if (item.languages.length > 0 && sample !== null) address.set("show", sample.language);
  return (
    <li className={classes.row}>
      <Link className={classes.link} to={`/d/${slug}/items/${item.id}?${address.toString()}`}>
        <span className={classes.clamp}>
          <ItemText language={SOURCE} size="row">
            {item.question}
          </ItemText>
        </span>
        {sample !== null && sample.language !== SOURCE && (
          <span className={classes.clamp}>
            <ItemText language={sample.language} size="row">
              {sample.question}
            </ItemText>
          </span>
        )}
        <Text size="sm" c="dimmed" component="div">
          <bdi>{item.external_id}</bdi> · <bdi>{item.source}</bdi> ·{" "}
          {splitName(item.split, item.in_bench)}
          {item.languages.length > 1 && ` · ${t("items.fits", { count: item.languages.length })}`}
        </Text>
      </Link>
      {sample?.audio_url && (
        <ClipButton
          url={sample.audio_url}
          duration={sample.duration_s ?? 0}
          label={t("item.question_in", { language: name })}
        />
      )}
    </li>
  );
}
