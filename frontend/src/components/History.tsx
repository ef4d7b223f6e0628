import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type Asked, useHistory } from "@/api/history";
import { useUser } from "@/api/session";
import type { HistoryEvent } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { ChangeLine } from "./ChangeLine";
import { Disclosure } from "./Disclosure";
import { ErrorNote } from "./ErrorNote";
import { Loading } from "./Loading";
import { ShowMore } from "./ShowMore";

interface Props extends Asked {
  slug: string;
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

function Events({ slug, ...asked }: Omit<Props, "label">) {
  const { t } = useTranslation();
  const events = useHistory(slug, asked);
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
            <Line event={event} asked={asked} />
          </List.Item>
        ))}
      </List>
      <ShowMore list={events} shown={rows.length} />
    </>
  );
}

/** These are asked for by their campaign, which has several. */
function isOneOf({ of }: Asked): boolean {
  return of === "project" || of === "study";
}

/** What is done to some sorts has words of its own: people are let in, not made. */
function Line({ event, asked }: { event: HistoryEvent; asked: Asked }) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const { at, who, what, title, changes } = event;
  const named = isOneOf(asked) || (asked.id === undefined && asked.name !== title);
  const did = t(`history.did.${asked.of as "member"}.${what as "insert"}`, {
    defaultValue: t(`history.${what}`),
  });
  return (
    <Text size="sm" component="div">
      <Text span c="dimmed" size="sm">
        {date(at)} · {who === null ? t("history.itself") : <bdi>{who}</bdi>}
      </Text>{" "}
      {named && (
        <>
          <bdi>{title}</bdi>:{" "}
        </>
      )}
      {did}
      {changes.map((change) => (
        <ChangeLine key={change.name} of={asked.of} change={change} made={what === "insert"} />
      ))}
    </Text>
  );
}
