import { Anchor, Code, Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useFreshToken } from "@/lib/fresh-token";
import { fill, snippets } from "@/lib/snippets";

import { CopyButton } from "./CopyButton";

/** Programs that read the rows at this address, ready to paste; a token made just now is in it. */
export function Snippets({ path }: { path: string }) {
  const { t } = useTranslation();
  const token = useFreshToken();
  const [chosen, setChosen] = useState<string>(snippets[0].name);
  const template = snippets.find(({ name }) => name === chosen) ?? snippets[0];
  const text = fill(template.text, { address: `${location.origin}${path}`, token });
  return (
    <Stack gap="sm">
      <Radio.Group value={chosen} onChange={setChosen} label={t("snippets.written_for")}>
        <Group gap="md" mt={4}>
          {snippets.map(({ name }) => (
            <Radio key={name} value={name} label={name} />
          ))}
        </Group>
      </Radio.Group>
      <Code block dir="ltr" tabIndex={0}>
        {text}
      </Code>
      <Group>
        <CopyButton text={text} />
        {token === null && (
          <Text size="sm">
            {t("snippets.needs_token")}{" "}
            <Anchor component={Link} to="/tokens" inherit underline="always">
              {t("snippets.to_tokens")}
            </Anchor>
          </Text>
        )}
      </Group>
    </Stack>
  );
}
