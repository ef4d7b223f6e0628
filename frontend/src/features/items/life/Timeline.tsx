import { NativeSelect, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { useLanguage } from "@/api/languages";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";

import { useTimeline } from "../api/get-timeline";
import { tellTogether } from "./events";
import { LifeEvent } from "./LifeEvent";
import classes from "./Timeline.module.css";

interface Props {
  slug: string;
  id: string;
  /** The language whose history is told, unless that of all is asked for. */
  shown: string;
  className: string;
}

const ALL = "all";

/** The life of an item from its import to its releases. */
export function Timeline({ slug, id, shown, className }: Props) {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const { name } = useLanguage(shown);
  const all = address.get("life") === ALL;
  const events = useTimeline(slug, id, all ? "" : shown);
  const choose = (life: string) => {
    const next = new URLSearchParams(address);
    next.delete("life");
    if (life === ALL) next.set("life", life);
    setAddress(next, { replace: true });
  };
  const told = tellTogether(events.data ?? []);
  return (
    <section id="life" className={className} aria-labelledby="life-title">
      <Title order={2} size="h3" id="life-title" mb="xs">
        {t("life.title")}
      </Title>
      <NativeSelect
        aria-label={t("life.of")}
        mb="md"
        value={all ? ALL : shown}
        data={[
          { value: shown, label: t("life.of_language", { language: name }) },
          { value: ALL, label: t("life.of_all") },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <ErrorNote error={events.error} onRetry={() => void events.refetch()} />
      {events.isPending && <Loading />}
      <ol className={classes.events} aria-busy={events.isFetching}>
        {told.map((one) => (
          <LifeEvent key={one.key} slug={slug} told={one} />
        ))}
      </ol>
      {events.isSuccess && told.length <= 1 && <Text c="dimmed">{t("life.young")}</Text>}
    </section>
  );
}
