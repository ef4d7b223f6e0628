import { Paper, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Assignment, Warning } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

import { DiffView } from "./DiffView";
import classes from "./FieldPair.module.css";
import { jumpTo } from "./jump";
import { Warnings } from "./Warnings";

interface Props {
  field: "question" | "answer";
  assignment: Assignment;
  source: string;
  original: string;
  value: string;
  onChange: (value: string) => void;
}

/** One field of the item: the source, the translation to judge, what was changed, what to look at. */
export function FieldPair({ field, assignment, source, original, value, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const language = useLanguage(assignment.language);
  const { recording } = assignment;
  const shown = { id: `${id}-source`, text: source };
  const jump = (warning: Warning) => jumpTo(warning, shown, { id, text: value });
  const name = field === "question" ? t("item.question") : t("item.answer");
  const warnings = assignment.warnings.filter((warning) => warning.field === field);
  return (
    <div className={classes.pair}>
      <Paper withBorder p="md">
        <Text fw={600} c="dimmed">
          {name} · <LanguageName code={assignment.source_language} />
        </Text>
        <div id={shown.id} tabIndex={-1}>
          <ItemText language={assignment.source_language}>{source}</ItemText>
        </div>
      </Paper>
      <div>
        <div className={classes.head}>
          <label htmlFor={id} className={classes.label}>
            {name} · <LanguageName code={assignment.language} />
          </label>
          {field === "question" && recording !== null && (
            <ClipButton
              url={recording.audio_url}
              duration={recording.duration_s}
              label={t("correction.current_voice")}
            />
          )}
        </div>
        <textarea
          id={id}
          className={classes.text}
          lang={language.bcp47}
          dir={language.direction}
          value={value}
          rows={3}
          aria-describedby={warnings.length > 0 ? `${id}-warnings` : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Warnings id={`${id}-warnings`} warnings={warnings} jumpTo={jump} />
        <DiffView
          before={original}
          after={value}
          language={language}
          onReset={() => onChange(original)}
        />
      </div>
    </div>
  );
}
