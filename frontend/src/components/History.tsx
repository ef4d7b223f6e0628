import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type Audited, useHistory } from "@/api/history";
import { useUser } from "@/api/session";
import type { HistoryEvent } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { Disclosure } from "./Disclosure";
import { ErrorNote } from "./ErrorNote";
import { Loading } from "./Loading";
import { ShowMore } from "./ShowMore";

interface Props {
  slug: string;
  of: Audited;
  /** Of one thing; else of all of them in the dataset, each by its name. */
  id?: number;
  /** What the button says, where several stand on one page. */
  label?: string;
}

/** Who changed what and when: asked for once somebody wants to know. Only managers may. */
export function History({ label, ...asked }: Props) {
  const { t } = useTranslation();
  if (useUser()?.role === "researcher") return null;
  return (
    <div>
      <Disclosure label={label ?? t("history.title")}>
        <Events {...asked} />
      </Disclosure>
    </div>
  );
}

function Events({ slug, of, id }: Omit<Props, "label">) {
  const { t } = useTranslation();
  const events = useHistory(slug, of, id);
  if (events.isPending) return <Loading />;
  const rows = events.data ?? [];
  return (
    <>
      <ErrorNote
        error={events.isFetchNextPageError ? null : events.error}
        onRetry={() => void events.refetch()}
      />
      {events.isSuccess && rows.length === 0 && <Text c="dimmed">{t("history.none")}</Text>}
      <List listStyleType="none" spacing="xs" size="sm">
        {rows.map((event) => (
          <List.Item key={event.id}>
            <Line event={event} named={id === undefined} />
          </List.Item>
        ))}
      </List>
      <ShowMore list={events} shown={rows.length} />
    </>
  );
}

function Line({ event, named }: { event: HistoryEvent; named: boolean }) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const { at, who, what, title, changes } = event;
  return (
    <>
      <Text span c="dimmed" size="sm">
        {date(at)} · {who === null ? t("history.itself") : <bdi>{who}</bdi>}
      </Text>{" "}
      {named && (
        <>
          <bdi>{title}</bdi>:{" "}
        </>
      )}
      {t(`history.${what}`)}
      {changes.map(({ name, before, after }) => (
        <Text key={name} size="sm" style={{ overflowWrap: "anywhere" }}>
          <bdi dir="ltr">{name}</bdi>: <bdi>{before === "" ? "–" : before}</bdi> →{" "}
          <bdi>{after === "" ? "–" : after}</bdi>
        </Text>
      ))}
    </>
  );
}
