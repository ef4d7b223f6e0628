import { Button, Checkbox, Group, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { LanguageName } from "./LanguageName";

interface Props {
  label: string;
  offered: string[];
  /** Offered, but can't be chosen as things stand. */
  lacked?: string[];
  chosen: string[];
  error?: string | undefined;
  onChange: (chosen: string[]) => void;
}

export function LanguagePicker({ label, offered, lacked = [], chosen, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={label}
      description={lacked.length > 0 && t("common.lacked", { count: lacked.length })}
      value={chosen}
      error={error}
      onChange={onChange}
    >
      <Group gap="xs" my="xs">
        <Button size="compact-sm" variant="default" onClick={() => onChange(offered)}>
          {t("common.all")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChange([])}>
          {t("common.none")}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="xs" verticalSpacing={4}>
        {offered.map((code) => (
          <Checkbox
            key={code}
            value={code}
            label={<LanguageName code={code} />}
            disabled={lacked.includes(code)}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
