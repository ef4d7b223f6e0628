import { Anchor, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { CopyButton } from "@/components/CopyButton";
import { PageTitle } from "@/components/PageTitle";
import { useSplitName } from "@/lib/splits";

import { useItem } from "./api/get-item";
import { addressOf, filterIn } from "./filter";
import classes from "./ItemPage.module.css";
import { Timeline } from "./life/Timeline";
import { useCardKeys } from "./use-card-keys";
import { VersionCard } from "./VersionCard";

/** One item in every language, side by side with its history; what is shown stands in the address. */
export function ItemPage() {
  const { t } = useTranslation();
  const { slug = "", id = "" } = useParams();
  const item = useItem(slug, id);
  const [address, setAddress] = useSearchParams();
  const splitName = useSplitName();
  const codes = item.versions.map(({ language }) => language);
  const wanted = address.get("show") ?? "";
  const shown = codes.includes(wanted) ? wanted : (codes[0] ?? "");
  const show = (language: string) => {
    if (language === wanted) return;
    setAddress({ ...Object.fromEntries(address), show: language }, { replace: true });
  };
  useCardKeys({
    play: () => card(shown)?.querySelector<HTMLElement>("[data-play]")?.click(),
    step: (by) => card(codes[codes.indexOf(shown) + by] ?? shown)?.focus(),
  });
  const list = addressOf(filterIn(address)).toString();
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/items?${list}`}>
        {t("items.back")}
      </Anchor>
      <PageTitle title={t("items.one", { id: item.external_id })} lead={t("items.keys")}>
        <CopyButton text={location.href} label={t("items.copy_link")} />
      </PageTitle>
      <Group mb="md" justify="space-between">
        <Text c="dimmed" component="div">
          <bdi>{item.source}</bdi> · {splitName(item.split, item.in_bench)}
        </Text>
        <Anchor href="#life" className={classes.jump ?? ""}>
          {t("life.title")}
        </Anchor>
      </Group>
      <div className={classes.columns}>
        <div className={classes.cards}>
          {item.versions.map((version) => (
            <VersionCard
              key={version.language}
              version={version}
              source={item}
              shown={version.language === shown}
              onShow={() => show(version.language)}
            />
          ))}
        </div>
        <Timeline slug={slug} id={id} shown={shown} className={classes.life ?? ""} />
      </div>
    </>
  );
}

function card(language: string): HTMLElement | null {
  return document.getElementById(`in-${language}`);
}
