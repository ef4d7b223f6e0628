import { Checkbox, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { choiceFields, choiceSwitches, type AgainKind, type Choice } from "./choices";

interface Props {
  kind: AgainKind;
  choice: Choice;
  onChange: (choice: Choice) => void;
}

/** Chooses what is made again, and by what. */
export function AgainFields({ kind, choice, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text size="sm">{t(`jobs.again_${kind}`)}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {choiceFields(kind).map((name) => (
          <TextInput
            key={name}
            type={name === "score_below" ? "number" : "text"}
            step="any"
            label={t(`jobs.choose_${name}`)}
            description={t(`jobs.choose_${name}_rule`)}
            autoCapitalize="none"
            value={choice[name] ?? ""}
            onChange={(event) => onChange({ ...choice, [name]: event.currentTarget.value.trim() })}
          />
        ))}
      </SimpleGrid>
      {choiceSwitches(kind).map((name) => (
        <Checkbox
          key={name}
          label={t(`jobs.choose_${name}`)}
          checked={choice[name] === "yes"}
          onChange={(event) =>
            onChange({ ...choice, [name]: event.currentTarget.checked ? "yes" : "" })
          }
        />
      ))}
    </Stack>
  );
}
