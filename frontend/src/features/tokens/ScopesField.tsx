import { Checkbox, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Scope } from "@/api/types";

interface Props {
  /** What the person's own role has a use for. */
  offered: readonly Scope[];
  chosen: Scope[];
  onChange: (chosen: Scope[]) => void;
}

export function ScopesField({ offered, chosen, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={t("tokens.scopes")}
      description={t("tokens.scopes_rule")}
      value={chosen}
      onChange={(values) => onChange(offered.filter((scope) => values.includes(scope)))}
    >
      <Stack gap="sm" mt="xs">
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            value={scope}
            label={t(`tokens.scope.${scope}`)}
            description={t(`tokens.scope_means.${scope}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
