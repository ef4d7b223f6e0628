import { Badge, Group, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { SOURCE, useLanguage } from "@/api/languages";
import type { ItemVersion } from "@/api/types";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

import { Checks } from "./Checks";
import classes from "./ItemPage.module.css";
import { Lineage } from "./Lineage";
import { ClipPlayer } from "./sound/ClipPlayer";
import { Votes } from "./Votes";

interface Props {
  version: ItemVersion;
  /** The English pair, to read beside it. */
  source: { question: string; answer: string };
  /** Its keys and its history are the ones in use. */
  shown: boolean;
  onShow: () => void;
}

export function VersionCard({ version, source, shown, onShow }: Props) {
  const { t } = useTranslation();
  const { language, translation, recording } = version;
  const { name } = useLanguage(language);
  return (
    <Paper
      withBorder
      p="md"
      component="article"
      id={`in-${language}`}
      tabIndex={-1}
      className={classes.card}
      data-shown={shown}
      aria-current={shown}
      onFocusCapture={onShow}
      onPointerDown={onShow}
    >
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          <LanguageName code={language} />
        </Title>
        {version.verified && <Badge variant="filled">{t("item.verified")}</Badge>}
      </Group>
      {recording !== null && (
        <ClipPlayer
          url={recording.audio_url}
          duration={recording.duration_s}
          label={t("item.question_in", { language: name })}
        />
      )}
      {translation === null ? (
        <Text c="dimmed">{t("item.not_translated")}</Text>
      ) : (
        <>
          <Said language={language} label={t("item.question")} source={source.question} large>
            {translation.question}
          </Said>
          <Said language={language} label={t("item.answer")} source={source.answer}>
            {translation.answer}
          </Said>
        </>
      )}
      <Checks checks={version.checks} />
      <Votes votes={version.votes} />
      <Lineage translation={translation} recording={recording} />
    </Paper>
  );
}

interface SaidProps {
  language: string;
  label: string;
  source: string;
  large?: boolean;
  children: string;
}

/** A text under what it translates. */
function Said({ language, label, source, large = false, children }: SaidProps) {
  return (
    <>
      <Text size="sm" c="dimmed" mt="xs" component="div">
        {label}
        {language !== SOURCE && (
          <ItemText language={SOURCE} size="row">
            {source}
          </ItemText>
        )}
      </Text>
      <ItemText language={language} size={large ? "reading" : "row"}>
        {children}
      </ItemText>
    </>
  );
}
