import { Button, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguagesAmong } from "@/api/languages";

import { useNumbers } from "@/lib/numbers";
import { useServerWords } from "@/lib/server-words";

import classes from "./Concerns.module.css";
import type { Concern } from "./concerns";

interface Props {
  slug: string;
  concerns: Concern[];
}

/** What is stuck and why, each with the way to mend it. */
export function Concerns({ slug, concerns }: Props) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="concerns">
      <Title order={2} size="h3" id="concerns" mb="sm">
        {t("overview.needs_you")}
      </Title>
      {concerns.length === 0 && <Text c="dimmed">{t("overview.nothing_stuck")}</Text>}
      <ul className={classes.list}>
        {concerns.map((concern) => (
          <li key={concern.id} className={classes.concern}>
            <Words concern={concern} />
            <Button
              component={Link}
              to={`/d/${slug}${concern.path}`}
              variant="default"
              size="compact-md"
              className={classes.action ?? ""}
            >
              {t(`overview.mend_${concern.what}`)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Names stand isolated: theirs may be another direction than the sentence's. */
function Words({ concern }: { concern: Concern }) {
  const { t, i18n } = useTranslation();
  const written = useNumbers().count(concern.count);
  const { what, count, kind, detail } = concern;
  const { job } = useServerWords();
  const name = kind === "" ? concern.name : job(kind, concern.name);
  const among = useLanguagesAmong(concern.languages);
  const names = among.map((language) => `\u2068${language.endonym}\u2069`);
  const languages = new Intl.ListFormat(i18n.language).format(names);
  return (
    <div className={classes.words}>
      <Text>
        {t(`overview.stuck_${what}`, { count, written, name: `\u2068${name}\u2069`, languages })}
      </Text>
      {detail !== "" && (
        <Text size="sm" c="dimmed" lineClamp={2} dir="auto" title={detail}>
          {detail}
        </Text>
      )}
    </div>
  );
}
