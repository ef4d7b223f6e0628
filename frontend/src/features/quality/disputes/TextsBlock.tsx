import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Texts } from "@/api/types";
import { ItemText } from "@/components/ItemText";

interface Props {
  title: string;
  language: string;
  /** None: this native says that it can't be translated. */
  texts: Texts | null;
  onTake?: (texts: Texts) => void;
}

/** A question and its answer as one person, or the machine, has them. */
export function TextsBlock({ title, language, texts, onTake }: Props) {
  const { t } = useTranslation();
  return (
    <section aria-label={title}>
      <Group justify="space-between">
        <Text fw={600} c="dimmed">
          {title}
        </Text>
        {texts !== null && onTake !== undefined && (
          <Button
            size="compact-md"
            variant="default"
            aria-label={`${t("disputes.take")}: ${title}`}
            onClick={() => onTake(texts)}
          >
            {t("disputes.take")}
          </Button>
        )}
      </Group>
      {texts === null ? (
        <Text>{t("disputes.says_untranslatable")}</Text>
      ) : (
        [texts.question, texts.answer].map((text, index) => (
          <div key={index}>
            <ItemText language={language} size="row">
              {text}
            </ItemText>
          </div>
        ))
      )}
    </section>
  );
}
