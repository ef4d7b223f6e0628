import { Code, Group, NativeSelect, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { useLanguages } from "@/api/languages";
import { CopyButton } from "@/components/CopyButton";
import { splits } from "@/lib/splits";

import { curlSnippet, pythonSnippet } from "./snippets";

interface Props {
  slug: string;
  token: string | null;
}

/** Ready to paste; a token made on this page is filled in. */
export function Snippets({ slug, token }: Props) {
  const { t } = useTranslation();
  const { languages } = useDataset(slug);
  const known = useLanguages().filter(({ code }) => languages.includes(code));
  const [split, setSplit] = useState("test");
  const [language, setLanguage] = useState(known[0]?.code ?? "eng");
  const wanted = { origin: location.origin, slug, split, language, token };
  const texts = [
    { name: "curl", text: curlSnippet(wanted) },
    { name: "Python", text: pythonSnippet(wanted) },
  ];
  return (
    <Stack component="section" aria-labelledby="snippets">
      <Title order={2} size="h3" id="snippets">
        {t("snippets.title")}
      </Title>
      <Group>
        <NativeSelect
          label={t("items.split")}
          value={split}
          data={splits.map((name) => ({ value: name, label: t(`split.${name}`) }))}
          onChange={(event) => setSplit(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("common.language")}
          value={language}
          data={known.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
      </Group>
      {texts.map(({ name, text }) => (
        <div key={name}>
          <Group justify="space-between" mb={4}>
            <Title order={3} size="h4">
              {name}
            </Title>
            <CopyButton text={text} />
          </Group>
          <Code block dir="ltr" tabIndex={0}>
            {text}
          </Code>
        </div>
      ))}
    </Stack>
  );
}
