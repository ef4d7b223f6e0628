import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { splitNamed } from "@/lib/splits";

import { useItems, type ItemFilter } from "./api/get-items";
import { Filters } from "./Filters";
import { ItemRow } from "./ItemRow";
import classes from "./ItemsPage.module.css";

/** Every item, by what it says, its split and its source; the filter stands in the address. */
export function ItemsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [address, setAddress] = useSearchParams();
  const filter: ItemFilter = {
    search: address.get("search") ?? "",
    split: splitNamed(address.get("split")),
    source: address.get("source") ?? "",
  };
  const items = useItems(slug, filter);
  const rows = items.data ?? [];
  const narrow = (next: ItemFilter) =>
    setAddress(
      Object.entries(next).filter((pair): pair is [string, string] => Boolean(pair[1])),
      { replace: true },
    );
  return (
    <>
      <PageTitle title={t("items.title")} lead={t("items.lead")} />
      <Stack>
        <Filters slug={slug} filter={filter} onChange={narrow} />
        <ErrorNote
          error={items.isFetchNextPageError ? null : items.error}
          onRetry={() => void items.refetch()}
        />
        {items.isPending && <Loading />}
        <ul className={classes.list}>
          {rows.map((item) => (
            <ItemRow key={item.id} slug={slug} item={item} />
          ))}
        </ul>
        {items.isSuccess && rows.length === 0 && <Text>{t("items.none")}</Text>}
        <ShowMore list={items} shown={rows.length} />
      </Stack>
    </>
  );
}
