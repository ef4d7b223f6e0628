import { Button, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useItems } from "./api/get-items";
import { Chips } from "./Chips";
import { addressOf, filterIn, narrowing, type ItemFilter } from "./filter";
import { Filters } from "./Filters";
import { ItemRow } from "./ItemRow";
import classes from "./ItemsPage.module.css";

/** Every item, by what it says and what became of it; the filter stands in the address. */
export function ItemsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [address, setAddress] = useSearchParams();
  const filter = filterIn(address);
  const items = useItems(slug, filter);
  const rows = items.data ?? [];
  const narrow = (part: Partial<ItemFilter>) => {
    // What the window's address says now: a search that was typed may be on its way into the page.
    const latest = filterIn(new URLSearchParams(location.search));
    setAddress(addressOf({ ...latest, ...part }), { replace: true });
  };
  return (
    <>
      <PageTitle title={t("items.title")} lead={t("items.lead")}>
        <CopyButton text={location.href} label={t("items.copy_link")} />
      </PageTitle>
      <Stack>
        <Filters slug={slug} filter={filter} onChange={narrow} />
        <Chips filter={filter} onChange={narrow} />
        <ErrorNote
          error={items.isFetchNextPageError ? null : items.error}
          onRetry={() => void items.refetch()}
        />
        {items.isPending && <Loading />}
        <ul className={classes.list}>
          {rows.map((item) => (
            <ItemRow key={item.id} slug={slug} item={item} filter={filter} />
          ))}
        </ul>
        {items.isSuccess && rows.length === 0 && (
          <NothingFound filtered={narrowing(filter).length > 0} onClear={() => setAddress({})} />
        )}
        <ShowMore list={items} shown={rows.length} />
      </Stack>
    </>
  );
}

function NothingFound({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (!filtered)
    return <EmptyState title={t("items.empty_title")} teaches={t("items.empty_teaches")} />;
  return (
    <EmptyState title={t("items.none")} teaches={t("items.none_teaches")}>
      <Button variant="default" onClick={onClear}>
        {t("items.clear")}
      </Button>
    </EmptyState>
  );
}
