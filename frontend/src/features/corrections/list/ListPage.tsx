import { Anchor, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";
import { useUrlFilter } from "@/lib/use-url-filter";
import { useDays } from "@/lib/use-days";

import { useList } from "../api/list";
import { type Chosen, chosenOf, kinds, type Narrowed, verdicts, wholeList } from "../filter";
import { FILTER_WIDTH, Filters } from "../Filters";
import { CorrectionCard } from "./CorrectionCard";

/** The corrections behind a number, each with both its texts. */
export function ListPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [filter, change] = useUrlFilter(wholeList);
  const list = useList(slug, filter);
  const rows = list.data ?? [];
  return (
    <>
      <PageTitle title={t("corrections.list_title")} lead={t("corrections.list_lead")}>
        <Anchor component={Link} to={`/d/${slug}/corrections`}>
          {t("corrections.back")}
        </Anchor>
      </PageTitle>
      <Stack gap="lg">
        <Group align="flex-end">
          <Filters slug={slug} chosen={chosenOf(filter)} onChange={change} />
          <Narrowing filter={filter} onChange={change} />
        </Group>
        <Rest filter={filter} onChange={change} />
        {list.data === undefined && <Loading />}
        {list.data !== undefined && rows.length === 0 && (
          <EmptyState title={t("corrections.none_title")} teaches={t("corrections.none_teaches")} />
        )}
        {rows.map((row) => (
          <CorrectionCard key={row.id} slug={slug} row={row} />
        ))}
        <ShowMore list={list} shown={rows.length} />
      </Stack>
    </>
  );
}

interface Props {
  filter: Chosen & Narrowed;
  onChange: (part: Partial<Narrowed>) => void;
}

function Narrowing({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const all = { value: "", label: t("common.all") };
  return (
    <>
      <NativeSelect
        w={FILTER_WIDTH}
        label={t("corrections.filter_verdict")}
        value={filter.verdict}
        data={[all, ...verdicts.map((value) => ({ value, label: t(`corrections.${value}`) }))]}
        onChange={(event) => onChange({ verdict: event.currentTarget.value })}
      />
      <NativeSelect
        w={FILTER_WIDTH}
        label={t("corrections.filter_kind")}
        value={filter.kind}
        data={[all, ...kinds.map((value) => ({ value, label: t(`corrections.kind_${value}`) }))]}
        onChange={(event) => onChange({ kind: event.currentTarget.value })}
      />
    </>
  );
}

/** What only a plot's link asks for: said, and taken back by a button. */
function Rest({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const { long } = useDays();
  const [old = "", word = ""] = filter.replaced.split("\t");
  const said = [
    filter.replaced !== "" && t("corrections.asked_replaced", { old, new: word }),
    filter.since !== "" && t("corrections.asked_since", { day: long(filter.since) }),
    filter.until !== "" && t("corrections.asked_until", { day: long(filter.until) }),
  ].filter((words) => words !== false);
  if (said.length === 0) return null;
  return (
    <Group>
      {said.map((words) => (
        <Text key={words}>{words}</Text>
      ))}
      <Button
        variant="default"
        size="xs"
        onClick={() => onChange({ replaced: "", since: "", until: "" })}
      >
        {t("corrections.clear")}
      </Button>
    </Group>
  );
}
