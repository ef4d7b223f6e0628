import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import type { ItemEvent } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ItemText } from "@/components/ItemText";
import { useNumbers } from "@/lib/numbers";

import { CheckValues } from "../CheckValues";
import type { Told } from "./events";
import classes from "./Timeline.module.css";
import { useEventWords } from "./use-event-words";

export function LifeEvent({ slug, told }: { slug: string; told: Told }) {
  const { t } = useTranslation();
  const words = useEventWords();
  const { date } = useNumbers();
  const { first, languages, checks } = told;
  const { name } = useLanguage(languages[0] ?? "");
  return (
    <li className={classes.event} data-kind={first.kind}>
      <Text size="sm" c="dimmed" component="div">
        {first.at !== null && <time dateTime={first.at}>{date(first.at)}</time>}
        {languages.length === 1 && ` · ${name}`}
        {languages.length > 1 && ` · ${t("life.languages", { count: languages.length })}`}
      </Text>
      <Text component="div">
        <bdi>{words(first)}</bdi> <By event={first} />
        <Job slug={slug} job={first.made?.job ?? null} />
        {first.kind === "released" && (
          <Anchor component={Link} to={`/d/${slug}/releases/${first.detail}`}>
            {t("life.open_release")}
          </Anchor>
        )}
      </Text>
      {checks.length > 0 && <CheckValues checks={checks} />}
      {languages.length === 1 && <Made event={first} language={name} />}
    </li>
  );
}

function By({ event: { person } }: { event: ItemEvent }) {
  const { t } = useTranslation();
  if (person === null) return null;
  const { name, number } = person;
  return <bdi>{name === "" ? t("life.by_rater", { number }) : t("life.by", { name })} </bdi>;
}

function Job({ slug, job }: { slug: string; job: number | null }) {
  const { t } = useTranslation();
  if (job === null) return null;
  return (
    <Anchor component={Link} to={`/d/${slug}/jobs/${job}`}>
      {t("life.job", { job })}
    </Anchor>
  );
}

/** What came of it, as it was then: the text, or the clip to hear. */
function Made({
  event: { made, language: code },
  language,
}: {
  event: ItemEvent;
  language: string;
}) {
  const { t } = useTranslation();
  if (made === null) return null;
  return (
    <>
      {!made.is_current && (
        <Text size="sm" c="dimmed">
          {t("life.replaced")}
        </Text>
      )}
      {made.question !== "" && (
        <ItemText language={code} size="row">
          {made.question}
        </ItemText>
      )}
      {made.audio_url !== null && (
        <ClipButton
          url={made.audio_url}
          duration={made.duration_s ?? 0}
          label={t("item.question_in", { language })}
        />
      )}
    </>
  );
}
