import { Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Assignment, Finding } from "@/api/types";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

import { DiffView } from "./DiffView";
import { places, type Field } from "./draft";
import classes from "./FieldPair.module.css";
import { Findings } from "./Findings";
import { jumpTo } from "./jump";
import { Voice } from "./Voice";

interface Props {
  field: Field;
  assignment: Assignment;
  source: string;
  machine: string;
  /** What stood in the field at first. */
  original: string;
  value: string;
  findings: Finding[];
  onChange: (value: string) => void;
}

/** One field of the item: the source, the translation to judge, what was changed, what to look at. */
export function FieldPair(props: Props) {
  const { field, assignment, source, machine, original, value, onChange } = props;
  const { t } = useTranslation();
  const id = places[field];
  const language = useLanguage(assignment.language);
  const shown = { id: `${id}-source`, text: source };
  const name = field === "question" ? t("item.question") : t("item.answer");
  const findings = props.findings.filter((finding) => finding.field === field);
  const readsOver = assignment.review !== null;
  return (
    <div className={classes.pair}>
      <Paper withBorder p="md">
        <div className={classes.head}>
          <Text fw={600} c="dimmed">
            {name} · <LanguageName code={assignment.source_language} />
          </Text>
          {field === "question" && (
            <Voice clip={assignment.source_recording} label={t("correcting.source_voice")} />
          )}
        </div>
        <div id={shown.id} tabIndex={-1}>
          <ItemText language={assignment.source_language}>{source}</ItemText>
        </div>
      </Paper>
      <div>
        <div className={classes.head}>
          <label htmlFor={id} className={classes.label}>
            {name} · <LanguageName code={assignment.language} />
          </label>
          {field === "question" && (
            <Voice clip={assignment.recording} label={t("correction.current_voice")} />
          )}
        </div>
        <textarea
          id={id}
          className={classes.text}
          lang={language.bcp47}
          dir={language.direction}
          value={value}
          rows={3}
          aria-invalid={findings.some(({ level }) => level === "error")}
          aria-describedby={`${id}-findings`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Findings
          id={`${id}-findings`}
          findings={findings}
          jumpTo={(finding) => jumpTo(finding, shown, { id, text: value })}
        />
        <DiffView
          before={machine}
          after={value}
          language={language}
          title={readsOver ? t("correcting.changes") : t("correction.your_changes")}
          onReset={value === original ? undefined : () => onChange(original)}
        />
      </div>
    </div>
  );
}
