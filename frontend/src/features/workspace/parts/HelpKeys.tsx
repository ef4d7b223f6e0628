import { Checkbox, Kbd, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { setShortcuts, useShortcuts } from "../use-shortcuts";

const keys = [
  ["help.play", "Space"],
  ["help.naturalness", "1 – 5"],
  ["help.understood", "Q W E R T"],
  ["preferring.keys", "1 2 0 · A B ="],
  ["help.send", "Enter"],
  ["help.save_correction", "Ctrl Enter"],
  ["help.undo", "U"],
  ["help.this", "?"],
] as const;

/** All keys of the workspace, and the switch that turns them off. */
export default function HelpKeys() {
  const { t } = useTranslation();
  const enabled = useShortcuts();
  return (
    <>
      <Table>
        <Table.Tbody>
          {keys.map(([does, key]) => (
            <Table.Tr key={does}>
              <Table.Th scope="row">{t(does)}</Table.Th>
              <Table.Td>
                <Kbd dir="ltr">{key}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Checkbox
        mt="md"
        label={t("help.enabled")}
        checked={enabled}
        onChange={(event) => setShortcuts(event.currentTarget.checked)}
      />
    </>
  );
}
