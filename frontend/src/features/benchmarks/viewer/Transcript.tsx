import { Code, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Judgement } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

/** Every call of the judge, to the letter. */
export function Transcript({ judgements }: { judgements: Judgement[] }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  return (
    <Stack mt="xs">
      {judgements.map((judgement) => (
        <div key={judgement.order}>
          {judgement.messages.map((message, at) => (
            <Said key={`${at} ${message.role}`} role={message.role}>
              {message.content}
            </Said>
          ))}
          <Said role={t("benchmarks.reply")}>{judgement.reply}</Said>
          <Text size="sm" c="dimmed">
            {t("benchmarks.tokens", {
              read: count(judgement.input_tokens),
              written: count(judgement.output_tokens),
            })}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

function Said({ role, children }: { role: string; children: string }) {
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        {role}
      </Text>
      <Code block dir="auto" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {children}
      </Code>
    </>
  );
}
