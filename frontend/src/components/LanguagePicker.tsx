import { Button, Checkbox, Group, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { LanguageName } from "./LanguageName";

interface Props {
  label: string;
  offered: string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

export function LanguagePicker({ label, offered, chosen, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={label} value={chosen} onChange={onChange}>
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
          <Checkbox key={code} value={code} label={<LanguageName code={code} />} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
