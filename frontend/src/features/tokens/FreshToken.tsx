import { Alert, Code, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { CopyButton } from "@/components/CopyButton";

/** The only time the key is seen: the server keeps nothing but its hash. */
export function FreshToken({ token }: { token: { name: string; key: string } }) {
  const { t } = useTranslation();
  return (
    <Alert color="teal" mt="md" role="status" title={t("tokens.once")}>
      <Text size="sm" mb="xs">
        <bdi>{token.name}</bdi>
      </Text>
      <Group>
        <Code dir="ltr" style={{ overflowWrap: "anywhere" }}>
          {token.key}
        </Code>
        <CopyButton text={token.key} />
      </Group>
      <Text size="sm" mt="xs">
        {t("tokens.filled_in")}
      </Text>
    </Alert>
  );
}
