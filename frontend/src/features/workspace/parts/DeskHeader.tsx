import { Anchor, Button, Group, Progress, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { LanguageName } from "@/components/LanguageName";

import classes from "./DeskHeader.module.css";

interface Props {
  title: string;
  language: string;
  done: number;
  remaining: number;
  secondsEach: number | null;
  onHelp: () => void;
}

export function DeskHeader({ title, language, done, remaining, secondsEach, onHelp }: Props) {
  const { t } = useTranslation();
  const all = done + remaining;
  const position = t("desk.position", { position: Math.min(done + 1, all), count: all });
  const minutes = Math.ceil(((secondsEach ?? 0) * remaining) / 60);
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Anchor component={Link} to="/">
          {t("desk.back")}
        </Anchor>
        <Title order={1} size="h5" ta="center">
          <span className={classes.wide}>{title} · </span>
          <LanguageName code={language} />
        </Title>
        <Button variant="subtle" className={classes.keys ?? ""} onClick={onHelp}>
          {t("help.title")}
        </Button>
      </Group>
      <Progress value={(100 * done) / Math.max(1, all)} aria-label={position} />
      {remaining > 0 && (
        <Text size="sm" mt={4} aria-live="polite">
          {position}
          {secondsEach !== null && ` · ${t("desk.minutes_left", { count: minutes })}`}
        </Text>
      )}
    </div>
  );
}
