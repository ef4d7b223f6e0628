import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { VoiceRate } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

/** Voices by how many of their recordings fail any check. */
export function VoiceTable({ voices }: { voices: VoiceRate[] }) {
  const { t } = useTranslation();
  const { count, share } = useNumbers();
  return (
    <ScrollRegion label={t("checks.voices")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("common.language")}</Table.Th>
            <Table.Th scope="col">{t("checks.voice")}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t("checks.recordings")}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t("checks.failing")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {voices.map(({ language, engine, voice, recordings, failing }) => (
            <Table.Tr key={`${language} ${engine} ${voice}`}>
              <Table.Th scope="row">
                <LanguageName code={language} />
              </Table.Th>
              <Table.Td>
                <bdi dir="ltr">
                  {engine} {voice}
                </bdi>
              </Table.Td>
              <Table.Td ta="end">{count(recordings)}</Table.Td>
              <Table.Td ta="end">{share(failing, recordings)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
